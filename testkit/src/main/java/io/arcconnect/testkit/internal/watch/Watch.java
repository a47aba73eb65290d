package io.arcconnect.testkit.internal.watch;

import io.arcconnect.testkit.Leak;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What one test, or whoever has an emulator, has opened and not closed. Safe to use from any thread. */
public final class Watch {

    private static final int MOST_BORN = 10_000;

    private final Set<Entry> open = new LinkedHashSet<>();
    private final ConcurrentLinkedQueue<WeakReference<Heir>> threads = new ConcurrentLinkedQueue<>();

    /** Something that is open. */
    public final class Entry {
        private final Leak.Kind kind;
        private final String what;
        private final Place place;
        private final Runnable closing;

        private Entry(Leak.Kind kind, String what, Place place, Runnable closing) {
            this.kind = kind;
            this.what = what;
            this.place = place;
            this.closing = closing;
        }

        /** It is open no longer. */
        public void end() {
            synchronized (open) {
                open.remove(this);
                open.notifyAll();
            }
        }

        private Leak leak() {
            return new Leak(kind, what, place.frames());
        }
    }

    /**
     * Finds whose the calling thread is: a test's own thread, or one that it started by itself.
     *
     * @return the watch that {@link #settle} named; empty for everybody else's threads
     */
    public static Optional<Watch> current() {
        return Heir.current();
    }

    /**
     * Makes what the calling thread opens from now on this watch's, and the threads that it starts.
     *
     * @return makes it as it was before, on the same thread
     */
    public Runnable settle() {
        return Heir.settle(this);
    }

    /**
     * Something was opened.
     *
     * @param kind of which kind
     * @param what it is
     * @param place where
     * @return ends it
     */
    public Entry opened(Leak.Kind kind, String what, Place place) {
        return opened(kind, what, place, () -> {});
    }

    /**
     * Something was opened that nobody else closes where its owner does not.
     *
     * @param kind of which kind
     * @param what it is
     * @param place where
     * @param closing closes it, and may block
     * @return ends it
     */
    public Entry opened(Leak.Kind kind, String what, Place place, Runnable closing) {
        Entry entry = new Entry(kind, what, place, closing);
        synchronized (open) {
            open.add(entry);
        }
        return entry;
    }

    /** {@return what is open at this moment, the oldest first, without threads} */
    public List<Leak> open() {
        return open(kind -> true);
    }

    /**
     * Waits until nothing of some kinds is open.
     *
     * @param kinds which count
     * @param patience how long at most: what was closed may still be on its way
     * @return what is open then, the oldest first
     */
    public List<Leak> await(Predicate<Leak.Kind> kinds, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (open) {
            long left = patience.toNanos();
            while (left > 0 && open.stream().anyMatch(entry -> kinds.test(entry.kind))) {
                try {
                    // Rounded up: a wait of 0 has no end.
                    open.wait(left / 1_000_000 + 1);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    break;
                }
                left = deadline - System.nanoTime();
            }
        }
        return open(kinds);
    }

    /** Closes what can be closed of what is open. */
    public void abandon() {
        List<Entry> left;
        synchronized (open) {
            left = List.copyOf(open);
        }
        left.forEach(entry -> entry.closing.run());
    }

    /**
     * Waits until every thread has ended that was started by those whose the watch is.
     *
     * @param patience how long at most
     * @return the others
     */
    public List<Leak> awaitThreads(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        long pause = 1;
        // An ended thread is known by what it inherited having become garbage; nothing of it can be asked from outside.
        while (!threads.isEmpty()) {
            if (!Garbage.collect()) {
                return List.of();
            }
            threads.removeIf(thread -> thread.get() == null);
            if (threads.isEmpty() || System.nanoTime() >= deadline) {
                break;
            }
            Garbage.pause(pause);
            pause = Math.min(pause * 2, 200);
        }
        return threads.stream()
                .map(WeakReference::get)
                .filter(Objects::nonNull)
                .map(heir -> new Leak(
                        Leak.Kind.THREAD, "a thread that goes on", heir.place().frames()))
                .toList();
    }

    void born(Heir heir) {
        threads.add(new WeakReference<>(heir));
        if (threads.size() > MOST_BORN) {
            threads.removeIf(thread -> thread.get() == null);
        }
    }

    private List<Leak> open(Predicate<Leak.Kind> kinds) {
        List<Entry> entries;
        synchronized (open) {
            entries = new ArrayList<>(open);
        }
        return entries.stream()
                .filter(entry -> kinds.test(entry.kind))
                .map(Entry::leak)
                .toList();
    }

    /** {@return what is open, in words} */
    @Override
    public String toString() {
        return open().stream().map(Leak::toString).collect(Collectors.joining("\n"));
    }
}
