package io.arcconnect.ssh.internal.scp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What {@code scp -t} is sent, piece by piece: a file, or what is in a directory. Blocks; one call at a time. */
final class UploadSource implements AutoCloseable {

    private static final int CHUNK = 64 * 1024;
    private static final int FILE_MODE = 0644;
    private static final int DIRECTORY_MODE = 0755;

    /**
     * One piece.
     *
     * @param bytes what is sent, if anything
     * @param isAnswered whether the machine says something to it
     */
    record Piece(Optional<ByteBuffer> bytes, boolean isAnswered) {

        static Piece line(String text) {
            return new Piece(Optional.of(StandardCharsets.UTF_8.encode(text + "\n")), true);
        }
    }

    private record Folder(DirectoryStream<Path> stream, Iterator<Path> entries) {

        @SuppressWarnings("StreamResourceLeak") // it is closed when it has been walked, or with the source
        static Folder open(Path path) throws IOException {
            DirectoryStream<Path> stream = Files.newDirectoryStream(path);
            return new Folder(stream, stream.iterator());
        }
    }

    private final Path source;
    private final String name;
    private final ScpPlan plan;
    private final Tally tally;
    private final Deque<Folder> folders = new ArrayDeque<>();
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private boolean begun;
    private boolean closed;
    private Path current;
    private @Nullable FileChannel file;
    private long size;
    private long sent;

    UploadSource(Path source, String name, ScpPlan plan, Tally tally) {
        this.source = source;
        this.current = source;
        this.name = name;
        this.plan = plan;
        this.tally = tally;
    }

    /** {@return the next piece, or nothing at the end} */
    synchronized Optional<Piece> next() throws IOException {
        if (closed) {
            return Optional.empty();
        }
        if (!begun) {
            begin();
        }
        while (pieces.isEmpty()) {
            if (file != null) {
                read(file);
            } else if (!folders.isEmpty()) {
                walk(folders.peek());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(pieces.remove());
    }

    private void begin() throws IOException {
        begun = true;
        pieces.add(new Piece(Optional.empty(), true)); // the machine speaks first
        if (!plan.isTree()) {
            if (Files.isDirectory(source)) {
                throw new IOException(source + " is a directory");
            }
            open(source, name);
        } else if (Files.isDirectory(source)) {
            folders.push(Folder.open(source));
            tally.directory();
        } else {
            throw Files.exists(source)
                    ? new NotDirectoryException(source.toString())
                    : new NoSuchFileException(source.toString());
        }
    }

    private void walk(Folder folder) throws IOException {
        if (!folder.entries().hasNext()) {
            folders.pop().stream().close();
            if (!folders.isEmpty()) {
                pieces.add(Piece.line("E"));
            }
            return;
        }
        Path entry = folder.entries().next();
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            announce(entry, 'D', DIRECTORY_MODE, 0, String.valueOf(entry.getFileName()));
            folders.push(Folder.open(entry));
            tally.directory();
        } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
            open(entry, String.valueOf(entry.getFileName()));
        } else {
            tally.skipped(source.relativize(entry).toString());
        }
    }

    private void open(Path path, String as) throws IOException {
        FileChannel opened = FileChannel.open(path);
        file = opened;
        current = path;
        size = opened.size();
        sent = 0;
        announce(path, 'C', FILE_MODE, size, as);
    }

    private void announce(Path path, char kind, int usual, long length, String as) throws IOException {
        if (as.indexOf('\n') >= 0) {
            throw new IOException("SCP has no way to send a name with a line end: " + path);
        }
        if (plan.keep()) {
            long seconds = Files.getLastModifiedTime(path).to(TimeUnit.SECONDS);
            pieces.add(Piece.line("T" + seconds + " 0 " + seconds + " 0"));
        }
        String mode = Integer.toOctalString(010000 | (plan.keep() ? mode(path, usual) : usual))
                .substring(1);
        pieces.add(Piece.line(kind + mode + " " + length + " " + as));
    }

    private static int mode(Path path, int usual) throws IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (posix == null) {
            return usual;
        }
        return Modes.of(posix.readAttributes().permissions());
    }

    private void read(FileChannel open) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(CHUNK, size - sent));
        while (bytes.hasRemaining()) {
            if (open.read(bytes) < 0) {
                throw new IOException(current + " became shorter while it was read");
            }
        }
        if (bytes.flip().hasRemaining()) {
            sent += bytes.remaining();
            tally.moved(current, sent, size, bytes.remaining());
            pieces.add(new Piece(Optional.of(bytes), false));
            return;
        }
        open.close();
        file = null;
        tally.file(current, size);
        pieces.add(new Piece(Optional.of(ByteBuffer.wrap(new byte[] {0})), true));
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        FileChannel open = file;
        file = null;
        for (Folder folder : folders) {
            folder.stream().close();
        }
        folders.clear();
        if (open != null) {
            open.close();
        }
    }
}
