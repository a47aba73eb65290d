package io.arcconnect.testkit.internal.watch;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose a thread is: a thread that a test starts inherits this from the one that starts it, and so do its own threads.
 * Alive as long as the thread, which nothing else refers to it from.
 */
final class Heir {

    private static final InheritableThreadLocal<@Nullable Heir> OF_THREAD = new InheritableThreadLocal<>() {
        @Override
        protected @Nullable Heir childValue(@Nullable Heir parent) {
            // Runs where the thread is made: this is the place.
            return parent == null ? null : parent.child();
        }
    };

    private final Watch watch;
    private final Place place;
    private final boolean users;

    private Heir(Watch watch, Place place, boolean users) {
        this.watch = watch;
        this.place = place;
        this.users = users;
    }

    private Heir child() {
        Place birth = Place.here();
        Heir child = new Heir(watch, birth, users && birth.isUsers());
        if (child.users) {
            watch.born(child);
        }
        return child;
    }

    /** What the calling thread opens belongs to a watch, and so do the threads that it starts. */
    static Runnable settle(Watch watch) {
        Heir before = OF_THREAD.get();
        OF_THREAD.set(new Heir(watch, Place.here(), true));
        return () -> {
            if (before == null) {
                OF_THREAD.remove();
            } else {
                OF_THREAD.set(before);
            }
        };
    }

    /** Whose the calling thread is; a library's thread, which may serve several tests, is nobody's. */
    static Optional<Watch> current() {
        return Optional.ofNullable(OF_THREAD.get()).filter(heir -> heir.users).map(heir -> heir.watch);
    }

    Place place() {
        return place;
    }
}
