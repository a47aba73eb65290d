package io.arcconnect.examples.desktop;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.cli.demo.OpenSshServer;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.event.ArcEvent;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** A machine behind the emulator's relay whose SSH server is OpenSSH's own; its localhost is this computer's. */
final class RealMachine implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String NAME = "desk-01";

    private final OpenSshServer sshd;
    private final ArcEmulator emulator;
    private final ArcConnect arc;
    private final Ssh ssh;
    private final Sinks.Many<ArcEvent> events = Sinks.many().replay().all();

    private RealMachine(OpenSshServer sshd) throws Exception {
        this.sshd = sshd;
        this.ssh = Ssh.as(sshd.user())
                .identity(SshIdentity.privateKey(sshd.userKey()))
                .hostKeys(HostKeys.pinned(sshd.hostKeyFingerprint()));
        this.emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux(NAME).target(22, sshd.address()).enabled())
                .start();
        this.arc = emulator.arcConnect()
                .listener(new ArcConnectListener() {
                    @Override
                    public void onEvent(ArcEvent event) {
                        events.emitNext(event, Sinks.EmitFailureHandler.FAIL_FAST);
                    }
                })
                .build();
    }

    /** Starts one in an empty folder; skips the test where OpenSSH is not installed. */
    static RealMachine start(Path folder) throws Exception {
        Optional<OpenSshServer> sshd = OpenSshServer.start(folder);
        Assumptions.assumeTrue(sshd.isPresent(), "skipped: OpenSSH's sshd is not installed");
        try {
            return new RealMachine(sshd.get());
        } catch (Exception | Error failure) {
            sshd.get().close();
            throw failure;
        }
    }

    ArcMachine machine() {
        return arc.machine(emulator.machine(NAME).id());
    }

    Ssh ssh() {
        return ssh;
    }

    /** {@return all events of a kind, those of the past too} */
    <E extends ArcEvent> Flux<E> events(Class<E> kind) {
        return events.asFlux().ofType(kind);
    }

    /** Cuts every relay connection that is open, as a relay that is replaced does. */
    void dropConnections() {
        emulator.machine(NAME).dropConnections();
    }

    @Override
    public void close() {
        arc.close().block(LIMIT);
        emulator.close();
        sshd.close();
    }
}
