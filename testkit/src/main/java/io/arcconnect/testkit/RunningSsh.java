package io.arcconnect.testkit;

import io.arcconnect.testkit.internal.Faults;
import io.arcconnect.testkit.internal.Unanswered;
import io.arcconnect.testkit.internal.ssh.MinaSshServer;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** An {@link EmbeddedSsh} that runs. */
public final class RunningSsh implements AutoCloseable {

    private final EmbeddedSsh spec;
    private final MinaSshServer server;
    private final Unanswered unanswered;
    private final Faults faults;

    RunningSsh(EmbeddedSsh spec, MinaSshServer server, Unanswered unanswered, Faults faults) {
        this.unanswered = unanswered;
        this.spec = spec;
        this.server = server;
        this.faults = faults;
    }

    /** {@return where it listens, on 127.0.0.1} */
    public InetSocketAddress address() {
        return server.address();
    }

    /** {@return the fingerprint of the host key, {@code SHA256:…}} */
    public String hostKeyFingerprint() {
        return spec.hostKeyFingerprint();
    }

    /** {@return how many sessions are open} */
    public int sessions() {
        return server.sessions();
    }

    /** {@return how many channels are open on all sessions: commands, shells, subsystems, forwarded connections} */
    public int channels() {
        return server.channels();
    }

    /**
     * Answers commands from now on, instead of what {@link EmbeddedSsh#onExec} said; commands that run go on. A server with
     * {@link EmbeddedSsh#systemShell} takes no notice.
     *
     * @param answer runs on a thread of its own per command and may block; {@link ExecReply#builtIn()} leaves a command to the
     *     small shell
     * @return this
     */
    public RunningSsh onExec(Function<ExecRequest, ExecReply> answer) {
        server.onExec(Objects.requireNonNull(answer, "answer"));
        return this;
    }

    /**
     * What clients asked a server of Windows for that Windows would know and this does not. Where the server belongs to an
     * {@link ArcEmulator}, that one's texts are here and there.
     *
     * @return one text a command, oldest first
     */
    public List<String> unanswered() {
        return unanswered.texts();
    }

    /**
     * Arms faults of this server; on the server of an emulated machine, the same as {@link RunningMachine#faults}.
     *
     * @param armed of the places {@link FaultPlace#SSH} and {@link FaultPlace#SFTP}
     * @return this
     * @throws IllegalArgumentException when one strikes somewhere else
     */
    public RunningSsh faults(Fault... armed) {
        for (Fault fault : armed) {
            if (fault.place() != FaultPlace.SSH && fault.place() != FaultPlace.SFTP) {
                throw new IllegalArgumentException(fault.name() + " is no fault of an SSH server");
            }
            faults.arm(fault.effect(), fault.terms());
        }
        return this;
    }

    /** Disarms every fault of this server, and of the machine it belongs to. */
    public void clearFaults() {
        faults.clear();
    }

    /** Drops every session, as a killed server does, and goes on listening. */
    public void dropSessions() {
        server.dropSessions();
    }

    /** Stops it and drops every session. */
    @Override
    public void close() {
        server.close();
    }
}
