package io.arcconnect.ssh.internal.scp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a machine sends to where it was wanted, and nowhere else: the name of the first thing is ours, not the
 * machine's; names below it stay in their folder, and no link is followed. Blocks; called by one thread at a time, but for
 * {@link #abandon()}.
 */
public final class DownloadTarget implements ScpReader.Events {

    /** Deeper than trees that people make. */
    private static final int DEEPEST = 250;

    private record Folder(Path path, int mode, OptionalLong time) {}

    private final Path target;
    private final ScpPlan plan;
    private final Tally tally;
    private final Runnable answer;
    private final Deque<Folder> folders = new ArrayDeque<>();
    private OptionalLong time = OptionalLong.empty();
    private int mode;
    private boolean begun;
    private boolean abandoned;
    private @Nullable PartFile file;

    /**
     * Prepares; nothing is written yet.
     *
     * @param target the file, or the directory of the tree
     * @param plan how
     * @param tally counts
     * @param answer says "go on" to the machine
     */
    public DownloadTarget(Path target, ScpPlan plan, Tally tally, Runnable answer) {
        this.target = target;
        this.plan = plan;
        this.tally = tally;
        this.answer = answer;
    }

    /** {@return whether everything that began has ended} */
    public synchronized boolean isComplete() {
        return begun && folders.isEmpty() && file == null;
    }

    @Override
    public synchronized void time(long seconds) {
        time = OptionalLong.of(seconds);
        answer.run();
    }

    @Override
    public synchronized void file(int newMode, long size, String name) throws IOException {
        if (abandoned) {
            throw new IOException("nobody wants it any more");
        }
        file = PartFile.create(placeOf(name), size, plan.inPlace());
        mode = newMode;
        answer.run();
    }

    private Path placeOf(String name) throws IOException {
        Folder folder = folders.peek();
        if (folder != null) {
            return LocalNames.in(folder.path(), name);
        }
        if (plan.isTree()) {
            throw new ScpRefusal("it is a file, not a directory");
        }
        begin();
        return target;
    }

    /** Something nobody asked for may not follow what was. */
    private void begin() throws ScpViolation {
        if (begun) {
            throw new ScpViolation("more than was asked for");
        }
        begun = true;
    }

    @Override
    public synchronized void data(ByteBuffer bytes) throws IOException {
        PartFile open = open();
        int more = bytes.remaining();
        tally.moved(open.target(), open.write(bytes), open.size(), more);
    }

    @Override
    public synchronized void fileEnd() throws IOException {
        PartFile open = open();
        if (plan.keep()) {
            open.keep(mode, time);
        }
        open.complete();
        file = null;
        time = OptionalLong.empty();
        tally.file(open.target(), open.size());
        answer.run();
    }

    private PartFile open() throws IOException {
        if (file == null) {
            throw new IOException("nobody wants it any more");
        }
        return file;
    }

    @Override
    public synchronized void directory(int newMode, String name) throws IOException {
        if (!plan.isTree()) {
            throw new ScpRefusal("it is a directory");
        }
        if (folders.size() == DEEPEST) {
            throw new ScpViolation("more than " + DEEPEST + " directories in each other");
        }
        Folder parent = folders.peek();
        Path path = parent == null ? target : LocalNames.in(parent.path(), name);
        if (parent == null) {
            begin();
            Files.createDirectories(path);
        } else if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(path);
        } else if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(path.toString());
        }
        folders.push(new Folder(path, newMode, time));
        time = OptionalLong.empty();
        tally.directory();
        answer.run();
    }

    @Override
    public synchronized void directoryEnd() throws IOException {
        if (folders.isEmpty()) {
            throw new ScpViolation("the end of a directory that did not begin");
        }
        Folder ended = folders.pop();
        if (plan.keep()) {
            PartFile.keep(ended.path(), ended.mode(), ended.time());
        }
        answer.run();
    }

    /** Removes what is not complete; what comes afterwards is refused. */
    public synchronized void abandon() throws IOException {
        abandoned = true;
        PartFile open = file;
        file = null;
        if (open != null) {
            open.abandon();
        }
    }
}
