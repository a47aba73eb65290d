package io.arcconnect.ssh.internal.sftp;

import io.arcconnect.spi.AsyncCloseable;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The files of a server. Everything is cold and fails with {@link StatusFailure}, {@link SftpViolation}, {@link ChannelEnded}
 * or the stream's own error.
 */
public final class RemoteFiles implements AsyncCloseable {

    private static final int HEADER = 64;

    private final SftpChannel channel;
    private final int window;
    private final InFlight inFlight;

    /**
     * Takes a channel.
     *
     * @param channel which this closes
     * @param window how many bytes of files may be under way
     */
    public RemoteFiles(SftpChannel channel, int window) {
        this.channel = channel;
        this.window = window;
        this.inFlight = new InFlight(window);
        Limits limits = channel.limits();
        channel.buffers().keep(RemoteFile.room(inFlight.chunk(Math.max(limits.read(), limits.write()))));
    }

    SftpChannel channel() {
        return channel;
    }

    int window() {
        return window;
    }

    InFlight inFlight() {
        return inFlight;
    }

    /** Ends a transfer's share. */
    void release(InFlight.Lease lease) {
        lease.close();
        if (inFlight.isIdle()) {
            channel.buffers().clear();
        }
    }

    /**
     * Asks whether the server names an extension.
     *
     * @param extension its full name
     * @return whether
     */
    public boolean has(String extension) {
        return channel.features().has(extension);
    }

    /**
     * Looks at a file.
     *
     * @param path where
     * @param follow whether to look at what a link leads to
     * @return what the server tells
     */
    public Mono<Attributes> stat(String path, boolean follow) {
        Asking asking = new Asking(channel, follow ? "stat" : "lstat", path);
        return asking.ask(onPath(follow ? PacketType.STAT : PacketType.LSTAT, path)::to, asking::attributes);
    }

    /**
     * Asks whether there is something.
     *
     * @param path where
     * @return whether
     */
    public Mono<Boolean> exists(String path) {
        return stat(path, false)
                .map(there -> true)
                .onErrorResume(
                        StatusFailure.class,
                        failure -> failure.code() == StatusCode.NO_SUCH_FILE ? Mono.just(false) : Mono.error(failure));
    }

    /**
     * Changes what is given.
     *
     * @param path where
     * @param attributes what to change
     * @return the end
     */
    public Mono<Void> setAttributes(String path, Attributes attributes) {
        return ask("setstat", PacketType.SETSTAT, path, packet -> packet.attributes(attributes));
    }

    /**
     * Lists a directory.
     *
     * @param path where
     * @return names without "." and ".."
     */
    public Flux<RemoteName> list(String path) {
        return RemoteDirectory.list(channel, path);
    }

    /**
     * Makes a directory.
     *
     * @param path where
     * @param attributes its permissions, if any
     * @return the end
     */
    public Mono<Void> makeDirectory(String path, Attributes attributes) {
        return ask("mkdir", PacketType.MKDIR, path, packet -> packet.attributes(attributes));
    }

    /**
     * Removes an empty directory.
     *
     * @param path where
     * @return the end
     */
    public Mono<Void> removeDirectory(String path) {
        return ask("rmdir", PacketType.RMDIR, path, packet -> packet);
    }

    /**
     * Removes a file or a link.
     *
     * @param path where
     * @return the end
     */
    public Mono<Void> remove(String path) {
        return ask("remove", PacketType.REMOVE, path, packet -> packet);
    }

    /**
     * Renames; refused by most servers when the new name is taken.
     *
     * @param from the old path
     * @param to the new path
     * @return the end
     */
    public Mono<Void> rename(String from, String to) {
        return ask("rename", PacketType.RENAME, from, packet -> packet.text(to));
    }

    /**
     * Renames, replacing what has the new name in one step.
     *
     * @param from the old path
     * @param to the new path
     * @return the end
     */
    public Mono<Void> posixRename(String from, String to) {
        return extended(
                "rename",
                from,
                ServerFeatures.POSIX_RENAME,
                packet -> packet.text(from).text(to));
    }

    /**
     * Renames, whoever has the new name now.
     *
     * @param from the old path
     * @param to the new path
     * @return the end
     */
    public Mono<Void> replace(String from, String to) {
        return new Replacing(this).put(from, to);
    }

    /**
     * Makes a second name of a file.
     *
     * @param existing its path
     * @param added the other path
     * @return the end
     */
    public Mono<Void> hardLink(String existing, String added) {
        return extended(
                "hardlink",
                added,
                ServerFeatures.HARDLINK,
                packet -> packet.text(existing).text(added));
    }

    /**
     * Makes a symbolic link. The arguments go over the wire in the order that OpenSSH made the custom, which is not the
     * draft's (OpenSSH's PROTOCOL file, section 4.1).
     *
     * @param target what it says
     * @param link where it is made
     * @return the end
     */
    public Mono<Void> symbolicLink(String target, String link) {
        return new Asking(channel, "symlink", link)
                .done(id -> PacketWriter.request(PacketType.SYMLINK, id, target.length() + link.length() + HEADER)
                        .text(target)
                        .text(link));
    }

    /**
     * Reads a symbolic link.
     *
     * @param path where
     * @return what it says
     */
    public Mono<String> readLink(String path) {
        Asking asking = new Asking(channel, "readlink", path);
        return asking.ask(onPath(PacketType.READLINK, path)::to, asking::oneName);
    }

    /**
     * Makes a path absolute.
     *
     * @param path any, "." for where relative paths begin
     * @return the absolute path
     */
    public Mono<String> realPath(String path) {
        Asking asking = new Asking(channel, "realpath", path);
        return asking.ask(onPath(PacketType.REALPATH, path)::to, asking::oneName);
    }

    /**
     * Looks how full a file system is.
     *
     * @param path on it
     * @return block size, blocks, free blocks, and those free for the user
     */
    public Mono<DiskSpace> diskSpace(String path) {
        Asking asking = new Asking(channel, "statvfs", path);
        return asking.ask(
                id -> PacketWriter.request(PacketType.EXTENDED, id, path.length() + HEADER)
                        .text(ServerFeatures.STATVFS)
                        .text(path),
                reply -> {
                    if (reply instanceof Reply.Extended extended) {
                        return DiskSpace.read(new PacketReader(extended.body()));
                    }
                    throw asking.unexpected(reply);
                });
    }

    /**
     * Copies a file inside the server, where it can, else over here and back.
     *
     * @param from the file
     * @param to the copy, which is replaced when it exists
     * @return the end
     */
    public Mono<Void> copy(String from, String to) {
        // Not emptied when it is opened: both may be the same file.
        int flags = RemoteFile.WRITE | RemoteFile.CREATE;
        return RemoteFile.using(
                        channel,
                        from,
                        RemoteFile.READ,
                        Attributes.NONE,
                        source -> RemoteFile.<Void>using(
                                channel, to, flags, Attributes.NONE, target -> copied(source, target)))
                .then();
    }

    private Mono<Void> copied(RemoteFile source, RemoteFile target) {
        Mono<Long> size = has(ServerFeatures.COPY_DATA)
                ? target.copyFrom(source)
                        .then(source.attributes())
                        .flatMap(facts -> facts.size().isPresent()
                                ? Mono.just(facts.size().getAsLong())
                                : Mono.empty())
                : new WriteBehind(target, window)
                        .write(0, new ReadAhead(source, window).read(0, Long.MAX_VALUE))
                        .reduce(0L, Long::sum);
        return size.flatMap(bytes -> target.setAttributes(Attributes.NONE.withSize(bytes)));
    }

    /**
     * Reads a part of a file.
     *
     * @param path where
     * @param from the first byte
     * @param length at most
     * @return its bytes in order
     */
    public Flux<ByteBuffer> read(String path, long from, long length) {
        return RemoteFile.using(
                channel,
                path,
                RemoteFile.READ,
                Attributes.NONE,
                file -> new ReadAhead(file, window).read(from, length));
    }

    /**
     * Writes a file.
     *
     * @param path where
     * @param mode what becomes of a file that exists
     * @param from where writing begins
     * @param bytes what to write
     * @return how many bytes were written
     */
    public Mono<Long> write(String path, WriteMode mode, long from, Publisher<ByteBuffer> bytes) {
        return RemoteFile.using(
                        channel,
                        path,
                        mode.flags(),
                        Attributes.NONE,
                        file -> start(file, mode, from)
                                .flatMapMany(at -> new WriteBehind(file, window).write(at, bytes)))
                .reduce(0L, Long::sum);
    }

    /** Not every server minds the flag that stands for "append", and those that do ignore the offset. */
    private static Mono<Long> start(RemoteFile file, WriteMode mode, long from) {
        return mode == WriteMode.APPEND
                ? file.attributes().map(attributes -> attributes.size().orElse(0))
                : Mono.just(from);
    }

    @Override
    public Mono<Void> close() {
        return channel.close();
    }

    @Override
    public Mono<Void> onClose() {
        return channel.onClose();
    }

    private interface Request {

        PacketWriter to(int id);
    }

    private static Request onPath(int type, String path) {
        return id -> PacketWriter.request(type, id, path.length() + HEADER).text(path);
    }

    private Mono<Void> ask(String operation, int type, String path, UnaryOperator<PacketWriter> rest) {
        return new Asking(channel, operation, path)
                .done(id -> rest.apply(onPath(type, path).to(id)));
    }

    private Mono<Void> extended(String operation, String path, String extension, UnaryOperator<PacketWriter> rest) {
        return new Asking(channel, operation, path)
                .done(id -> rest.apply(PacketWriter.request(PacketType.EXTENDED, id, 2 * path.length() + HEADER)
                        .text(extension)));
    }
}
