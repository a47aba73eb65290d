package io.arcconnect.benchmarks.soak;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.Secret;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Sftp;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.Fault;
import io.arcconnect.testkit.FaultPlace;
import io.arcconnect.testkit.RunningMachine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Machines behind an emulated Azure, with something wrong now and then. */
final class Estate implements AutoCloseable {

    private static final int MACHINES = 4;
    private static final String PASSWORD = "soak";

    /** Bounds that let a minute hold many failures; a healthy machine answers in milliseconds. */
    private static final Duration DIAL = Duration.ofSeconds(4);

    private static final Duration LOGIN = Duration.ofSeconds(6);
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final Duration RESPONSE = Duration.ofSeconds(8);

    private final List<Fault> faults = Fault.catalogue().stream()
            .filter(fault -> fault.place() != FaultPlace.OPERATION)
            .toList();
    private final List<String> names =
            IntStream.range(0, MACHINES).mapToObj(i -> "soak-" + i).toList();
    private final ArcEmulator emulator;
    private final ArcConnect arc;

    Estate(Path files, long seed) {
        EmbeddedSsh ssh =
                EmbeddedSsh.create().password("ada", PASSWORD).files(files).rdpEcho();
        var builder = ArcEmulator.builder().seed(seed);
        names.forEach(
                name -> builder.machine(EmulatedMachine.linux(name).enabled().ssh(ssh)));
        emulator = builder.start();
        arc = emulator.arcConnect()
                .servicePolicy(ServicePolicy.ENABLE_IF_MISSING)
                .timing(timing -> timing.dialAttemptTimeout(DIAL).dialBudget(DIAL, DIAL))
                .build();
    }

    ArcConnect arc() {
        return arc;
    }

    List<String> names() {
        return names;
    }

    RunningMachine machine(String name) {
        return emulator.machine(name);
    }

    Ssh ssh(String name) {
        return Ssh.as("ada")
                .identity(SshIdentity.password(Secret.of(PASSWORD)))
                .hostKeys(HostKeys.pinned(machine(name).hostKeyFingerprint()))
                .loginTimeout(LOGIN)
                .keepAlive(SILENCE, 2);
    }

    Sftp sftp(String name) {
        return Sftp.over(ssh(name)).responseTimeout(RESPONSE);
    }

    /** Ends what was wrong with a machine, and lets something else go wrong once. */
    void disturb(String name, Random random) {
        emulator.clearFaults();
        machine(name).clearFaults();
        Fault fault = faults.get(random.nextInt(faults.size())).once();
        if (fault.place() == FaultPlace.ARM) {
            emulator.faults(fault);
        } else {
            machine(name).faults(fault);
        }
    }

    void heal() {
        emulator.clearFaults();
        names.forEach(name -> machine(name).clearFaults());
    }

    int openConnections() {
        return names.stream().mapToInt(name -> machine(name).openConnections()).sum();
    }

    long journal() {
        return (long) emulator.requests().size() + emulator.dials().size();
    }

    @Override
    public void close() {
        arc.close().block(Duration.ofSeconds(30));
        emulator.close();
    }
}
