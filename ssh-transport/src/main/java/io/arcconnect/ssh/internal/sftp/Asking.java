package io.arcconnect.ssh.internal.sftp;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Asks, and turns answers into values or failures that name operation and path. */
final class Asking {

    /** Takes from an answer what was asked for; {@code null} is "nothing". */
    interface Reading<T> {

        @Nullable
        T read(Reply reply) throws IOException;
    }

    private final SftpChannel channel;
    private final String operation;
    private final String path;

    Asking(SftpChannel channel, String operation, String path) {
        this.channel = channel;
        this.operation = operation;
        this.path = path;
    }

    <T> Mono<T> ask(IntFunction<PacketWriter> request, Reading<T> reading) {
        return ask(request, reading, late -> {});
    }

    <T> Mono<T> ask(IntFunction<PacketWriter> request, Reading<T> reading, Consumer<Reply> late) {
        return read(channel.request(request, late, false), reading);
    }

    private static <T> Mono<T> read(Mono<Reply> answer, Reading<T> reading) {
        return answer.handle((reply, sink) -> {
            try {
                T value = reading.read(reply);
                if (value == null) {
                    sink.complete();
                } else {
                    sink.next(value);
                }
            } catch (IOException failure) {
                sink.error(failure);
            }
        });
    }

    /** Asks for something that is only done or not. */
    Mono<Void> done(IntFunction<PacketWriter> request) {
        return ask(request, this::ok);
    }

    /** As {@link #done}, for what may take as long as a whole file does. */
    Mono<Void> worked(IntFunction<PacketWriter> request) {
        return read(channel.request(request, late -> {}, true), this::ok);
    }

    private @Nullable Void ok(Reply reply) throws IOException {
        if (reply instanceof Reply.Status status && status.code() == StatusCode.OK) {
            return null;
        }
        throw unexpected(reply);
    }

    RemoteHandle handle(Reply reply) throws IOException {
        if (reply instanceof Reply.Handle handle) {
            return handle.handle();
        }
        throw unexpected(reply);
    }

    Attributes attributes(Reply reply) throws IOException {
        if (reply instanceof Reply.Attrs attrs) {
            return attrs.attributes();
        }
        throw unexpected(reply);
    }

    String oneName(Reply reply) throws IOException {
        if (reply instanceof Reply.Names names && names.names().size() == 1) {
            return names.names().get(0).name();
        }
        throw unexpected(reply);
    }

    static boolean isEnd(Reply reply) {
        return reply instanceof Reply.Status status && status.code() == StatusCode.EOF;
    }

    /** {@return why a request failed} */
    IOException unexpected(Reply reply) {
        return reply instanceof Reply.Status status && status.code() != StatusCode.OK
                ? new StatusFailure(status.code(), status.text(), operation, path)
                : new SftpViolation("the server answers \"" + operation + "\" with what does not belong to it");
    }
}
