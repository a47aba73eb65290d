package io.arcconnect.ssh.internal.sftp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An open file of the server. */
final class RemoteFile {

    static final int READ = 1;
    static final int WRITE = 2;
    static final int APPEND = 4;
    static final int CREATE = 8;
    static final int TRUNCATE = 0x10;
    static final int EXCLUSIVE = 0x20;

    private static final int HEADER = 64;

    /** Of OpenSSH; drafts allow this much (draft-ietf-secsh-filexfer-02, section 6.2). */
    private static final int LONGEST_HANDLE = 256;

    /** Length, type, id, length of the handle, offset and length of the bytes. */
    private static final int WRITE_HEADER = 4 + 1 + 4 + 4 + 8 + 4;

    private final SftpChannel channel;
    private final RemoteHandle handle;
    private final String path;
    private final Gate gate = new Gate();

    private RemoteFile(SftpChannel channel, RemoteHandle handle, String path) {
        this.channel = channel;
        this.handle = handle;
        this.path = path;
    }

    /** Opens a file, does something with it and closes it, also when that fails or is cancelled. */
    static <R> Flux<R> using(
            SftpChannel channel,
            String path,
            int flags,
            Attributes attributes,
            Function<RemoteFile, ? extends Publisher<R>> work) {
        return Flux.usingWhen(
                open(channel, path, flags, attributes),
                work,
                RemoteFile::close,
                (file, error) -> file.tidy(),
                RemoteFile::tidy);
    }

    private static Mono<RemoteFile> open(SftpChannel channel, String path, int flags, Attributes attributes) {
        Asking asking = new Asking(channel, "open", path);
        return asking.ask(
                id -> PacketWriter.request(PacketType.OPEN, id, path.length() + HEADER)
                        .text(path)
                        .u32(flags)
                        .attributes(attributes),
                reply -> new RemoteFile(channel, asking.handle(reply), path),
                late -> {
                    if (late instanceof Reply.Handle opened) {
                        // The owner of this subscription: nobody is left who would close the file.
                        new RemoteFile(channel, opened.handle(), path).tidy().subscribe();
                    }
                });
    }

    String path() {
        return path;
    }

    SftpChannel channel() {
        return channel;
    }

    /** Reads once. A reply may be shorter than asked; empty is the end of the file. */
    Mono<ByteBuffer> read(long offset, int length) {
        Asking asking = asking("read");
        return asking.ask(
                id -> request(PacketType.READ, id).u64(offset).u32(length), reply -> data(asking, reply, length));
    }

    private static ByteBuffer data(Asking asking, Reply reply, int length) throws IOException {
        if (Asking.isEnd(reply)) {
            return ByteBuffer.allocate(0);
        }
        if (!(reply instanceof Reply.Data data)) {
            throw asking.unexpected(reply);
        }
        int count = data.bytes().remaining();
        if (count == 0 || count > length) {
            throw new SftpViolation("the server answers a read of " + length + " bytes with " + count);
        }
        return data.bytes();
    }

    /** Writes what is left in the buffer, which is copied when this is subscribed to. */
    Mono<Void> write(long offset, ByteBuffer bytes) {
        return gate.through(asking("write")
                .done(id -> handle.write(PacketWriter.request(
                                PacketType.WRITE, id, handle.length() + bytes.remaining() + HEADER))
                        .u64(offset)
                        .data(bytes)));
    }

    /** Reads as {@link #read}, for whoever keeps many requests under way. */
    PendingRequest read(long offset, int length, Asker asker) {
        return channel.ask(id -> request(PacketType.READ, id).u64(offset).u32(length), asker);
    }

    /** {@return what an answer to a read has; empty at the end of the file} */
    ByteBuffer data(Reply reply, int length) throws IOException {
        return data(asking("read"), reply, length);
    }

    /** {@return how large an array a request or an answer with so many bytes of a file needs} */
    static int room(int length) {
        return length + LONGEST_HANDLE + HEADER;
    }

    /** {@return where the bytes are in the array of a request to write} */
    int writesFrom() {
        return WRITE_HEADER + handle.length();
    }

    /**
     * Writes bytes that are in their place in an array, which belongs to this until there is an answer. To be asked by whoever is
     * inside of the {@link #gate()}.
     */
    PendingRequest write(long offset, byte[] packet, int length, Asker asker) {
        return channel.ask(
                id -> handle.write(PacketWriter.request(PacketType.WRITE, id, packet))
                        .u64(offset)
                        .dataInPlace(length),
                asker);
    }

    /** Fails unless an answer says that something is done. */
    void checkDone(String operation, Reply reply) throws IOException {
        if (!(reply instanceof Reply.Status status) || status.code() != StatusCode.OK) {
            throw asking(operation).unexpected(reply);
        }
    }

    /** {@return what whoever writes without waiting passes through: the handle is closed when it is empty} */
    Gate gate() {
        return gate;
    }

    Mono<Attributes> attributes() {
        Asking asking = asking("fstat");
        return asking.ask(id -> request(PacketType.FSTAT, id), asking::attributes);
    }

    Mono<Void> setAttributes(Attributes attributes) {
        return gate.through(
                asking("fsetstat").done(id -> request(PacketType.FSETSTAT, id).attributes(attributes)));
    }

    /** Asks the server to bring what was written to its disk, where it can. */
    Mono<Void> sync() {
        return Mono.defer(() -> channel.features().has(ServerFeatures.FSYNC)
                ? asking("fsync")
                        .worked(id ->
                                handle.write(PacketWriter.request(PacketType.EXTENDED, id, handle.length() + HEADER)
                                        .text(ServerFeatures.FSYNC)))
                : Mono.empty());
    }

    /** Copies a part of another file into this one, on the server (draft-ietf-secsh-filexfer-extensions-00, section 7). */
    Mono<Void> copyFrom(RemoteFile source) {
        return source.gate.through(gate.through(asking("copy-data").worked(id -> {
            PacketWriter request = PacketWriter.request(PacketType.EXTENDED, id, 2 * handle.length() + HEADER)
                    .text(ServerFeatures.COPY_DATA);
            source.handle.write(request).u64(0).u64(0); // a length of 0 is "to the end"
            return handle.write(request).u64(0);
        })));
    }

    private Mono<Void> close() {
        return gate.close().then(asking("close").done(id -> request(PacketType.CLOSE, id)));
    }

    private Mono<Void> tidy() {
        return channel.tidying().tracked(close());
    }

    private PacketWriter request(int type, int id) {
        return handle.write(PacketWriter.request(type, id, handle.length() + HEADER));
    }

    private Asking asking(String operation) {
        return new Asking(channel, operation, path);
    }
}
