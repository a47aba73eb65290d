package io.arcconnect.examples.contracts;

import io.arcconnect.ArcConnect;
import io.arcconnect.fake.contract.SshSessionContract;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.ssh.SshSession;
import io.arcconnect.testkit.ArcEmulated;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.RunningMachine;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The library's own sessions under the contract that the scripted ones keep, on the emulator; ending commands takes seconds. */
@Tag("interop")
class EmulatedSshSessionTest implements SshSessionContract {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static ArcEmulator emulator;
    private static ArcConnect arc;

    @BeforeAll
    static void start() {
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("web-01")
                        .enabled()
                        .ssh(EmbeddedSsh.create()
                                .password(ArcEmulated.USER, ArcEmulated.PASSWORD)
                                .systemShell()))
                .start();
        arc = emulator.arcConnect().build();
    }

    @AfterAll
    static void close() {
        arc.close().block(LIMIT);
        emulator.close();
    }

    @Override
    public SshSession open() {
        RunningMachine machine = emulator.machine("web-01");
        Ssh ssh = Ssh.as(ArcEmulated.USER)
                .identity(SshIdentity.password(Secret.of(ArcEmulated.PASSWORD)))
                .hostKeys(HostKeys.pinned(machine.hostKeyFingerprint()));
        return arc.machine(machine.id()).connect(ssh).block(LIMIT);
    }
}
