package io.arcconnect.ssh.internal.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * Asks an agent. Each question has a connection of its own, so that a user who is slow to confirm one signature holds up
 * nobody else; cancelling closes it.
 */
public final class AgentClient {

    /** Ask for SHA-256 with an RSA key (draft-ietf-sshm-ssh-agent, section 5.6.1). */
    public static final int RSA_SHA2_256 = 2;

    /** Ask for SHA-512 with an RSA key. */
    public static final int RSA_SHA2_512 = 4;

    private final Path address;
    private final Scheduler scheduler;

    /**
     * Describes an agent; nothing is opened.
     *
     * @param address a Unix socket, or a Windows named pipe
     * @param scheduler may block
     */
    public AgentClient(Path address, Scheduler scheduler) {
        this.address = address;
        this.scheduler = scheduler;
    }

    /** {@return the keys in the agent's order; an {@link IOException} when it cannot be asked} */
    public Mono<List<AgentIdentity>> identities() {
        return ask(
                AgentMessages.requestIdentities(),
                answer -> AgentMessages.identities(answer).orElseThrow(() -> refusal("it does not tell its keys")));
    }

    /**
     * Lets the agent sign. It may ask its user first, so this has no limit of its own.
     *
     * @param blob the key or certificate
     * @param data what to sign
     * @param flags 0, or the kind of RSA signature
     * @return the signature with its algorithm; an {@link IOException} when the agent cannot be asked or refuses
     */
    public Mono<byte[]> sign(byte[] blob, byte[] data, int flags) {
        return ask(
                AgentMessages.signRequest(blob, data, flags),
                answer -> AgentMessages.signature(answer).orElseThrow(() -> refusal("it refused to sign")));
    }

    private static IllegalArgumentException refusal(String what) {
        return new IllegalArgumentException(what);
    }

    private <T> Mono<T> ask(byte[] request, Function<byte[], T> read) {
        return Mono.<T>create(sink -> answer(request, read, sink)).subscribeOn(scheduler);
    }

    private <T> void answer(byte[] request, Function<byte[], T> read, MonoSink<T> sink) {
        AtomicBoolean cancelled = new AtomicBoolean();
        Disposable.Composite open = Disposables.composite();
        // Before connecting, which waits as well where an agent takes nobody in; an interrupt ends that.
        sink.onCancel(() -> {
            cancelled.set(true);
            open.dispose();
        });
        try (AgentConnection connection = AgentConnection.to(address)) {
            open.add(() -> close(connection));
            sink.success(read.apply(connection.ask(request)));
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
            if (!cancelled.get()) {
                sink.error(e instanceof IOException ? e : new IOException(e.getMessage(), e));
            }
        }
    }

    private static void close(AgentConnection connection) {
        try {
            connection.close();
        } catch (IOException ignored) {
            // Nobody is waiting for it any more.
        }
    }
}
