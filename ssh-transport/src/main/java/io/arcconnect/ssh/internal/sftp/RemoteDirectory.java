package io.arcconnect.ssh.internal.sftp;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists a directory as it is asked for: the server is asked for more names when the last ones have been taken. */
final class RemoteDirectory {

    private static final int HEADER = 64;

    private final SftpChannel channel;
    private final RemoteHandle handle;
    private final String path;

    private RemoteDirectory(SftpChannel channel, RemoteHandle handle, String path) {
        this.channel = channel;
        this.handle = handle;
        this.path = path;
    }

    static Flux<RemoteName> list(SftpChannel channel, String path) {
        return Flux.usingWhen(
                open(channel, path),
                RemoteDirectory::names,
                RemoteDirectory::tidy,
                (directory, error) -> directory.tidy(),
                RemoteDirectory::tidy);
    }

    private static Mono<RemoteDirectory> open(SftpChannel channel, String path) {
        Asking asking = new Asking(channel, "opendir", path);
        return asking.ask(
                id -> PacketWriter.request(PacketType.OPENDIR, id, path.length() + HEADER)
                        .text(path),
                reply -> new RemoteDirectory(channel, asking.handle(reply), path),
                late -> {
                    if (late instanceof Reply.Handle opened) {
                        // The owner of this subscription: nobody is left who would close the directory.
                        new RemoteDirectory(channel, opened.handle(), path)
                                .tidy()
                                .subscribe();
                    }
                });
    }

    private Flux<RemoteName> names() {
        return more().repeat()
                .takeWhile(Optional::isPresent)
                .concatMapIterable(Optional::orElseThrow, 1)
                .filter(name -> !name.name().equals(".") && !name.name().equals(".."));
    }

    private Mono<Optional<List<RemoteName>>> more() {
        Asking asking = new Asking(channel, "readdir", path);
        return asking.ask(
                id -> handle.write(PacketWriter.request(PacketType.READDIR, id, handle.length() + HEADER)),
                reply -> names(asking, reply));
    }

    private static Optional<List<RemoteName>> names(Asking asking, Reply reply) throws IOException {
        if (Asking.isEnd(reply)) {
            return Optional.empty();
        }
        if (reply instanceof Reply.Names names) {
            return Optional.of(names.names());
        }
        throw asking.unexpected(reply);
    }

    private Mono<Void> tidy() {
        return channel.tidying()
                .tracked(new Asking(channel, "close", path)
                        .done(id ->
                                handle.write(PacketWriter.request(PacketType.CLOSE, id, handle.length() + HEADER))));
    }
}
