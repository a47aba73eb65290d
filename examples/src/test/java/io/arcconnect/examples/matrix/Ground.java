package io.arcconnect.examples.matrix;

import com.azure.core.http.policy.FixedDelay;
import com.azure.core.http.policy.RetryPolicy;
import io.arcconnect.ArcConnect;
import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.Plan;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Sftp;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.ArcEmulatorBuilder;
import io.arcconnect.testkit.ArmCall;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.RunningMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What one cell stands on: an emulator, a client and folders of its own. */
final class Ground implements AutoCloseable {

    static final String OTHER = "web-02";
    static final Duration LIMIT = Duration.ofSeconds(60);

    private final ArcEmulator emulator;
    private final ArcConnect arc;
    private final Trouble trouble;
    private final boolean hasOther;
    private final Echo echo;
    private final Path here;
    private final Path there;
    private final List<InetSocketAddress> ports = new CopyOnWriteArrayList<>();
    private Optional<Plan> plan = Optional.empty();
    private Optional<Throwable> error = Optional.empty();

    Ground(Operation operation, Trouble trouble, Path folder, Echo echo, KeyPair hostKey) {
        this.trouble = trouble;
        this.echo = echo;
        this.hasOther = operation.dialsOfOthers() > 0;
        this.here = folder(folder.resolve("here"));
        this.there = folder(folder.resolve("there"));
        EmbeddedSsh ssh = EmbeddedSsh.create(hostKey)
                .password("ada", "pw")
                .files(there)
                .forward("localhost", 5432, echo.address())
                .rdpEcho();
        EmulatedMachine plain = EmulatedMachine.linux("web-01").ssh(ssh);
        ArcEmulatorBuilder machines = ArcEmulator.builder().machine(trouble.machine(operation.machine(plain)));
        if (hasOther) {
            machines.machine(EmulatedMachine.linux(OTHER).ssh(ssh).enabled());
        }
        this.emulator = machines.start();
        ArcConnectBuilder client =
                emulator.arcConnect().retryPolicy(new RetryPolicy(new FixedDelay(2, Duration.ofMillis(1))));
        trouble.set(client);
        this.arc = client.build();
    }

    ArcConnect arc() {
        return arc;
    }

    ArcEmulator emulator() {
        return emulator;
    }

    /** Arms what goes wrong. The looks at an operation name no machine. */
    void arm() {
        if (trouble.place().call() == ArmCall.POLL) {
            emulator.faults(trouble.fault());
        } else {
            running().faults(trouble.fault());
        }
    }

    void disarm() {
        emulator.clearFaults();
        running().clearFaults();
    }

    /** {@return the machines there are} */
    List<RunningMachine> machines() {
        return hasOther ? List.of(running(), emulator.machine(OTHER)) : List.of(running());
    }

    RunningMachine running() {
        return emulator.machine("web-01");
    }

    ArcMachine machine() {
        return arc.machine(running().id());
    }

    Ssh ssh() {
        return trouble.login(Ssh.as("ada")
                .identity(SshIdentity.password(Secret.of("pw")))
                .hostKeys(HostKeys.acceptNew(knownHosts())));
    }

    Sftp sftp() {
        return trouble.transferring(Sftp.over(ssh()));
    }

    Path knownHosts() {
        return here.resolve("known_hosts");
    }

    /** {@return something that sends back what it gets} */
    InetSocketAddress echo() {
        return echo.address();
    }

    /** {@return a folder of this computer} */
    Path here() {
        return here;
    }

    /** {@return a folder of this computer with nothing else in it} */
    Path download() {
        return folder(here.resolve("download"));
    }

    /** {@return a folder of the machine} */
    Path there() {
        return there;
    }

    /** Remembers a port that must be closed in the end. */
    InetSocketAddress opened(InetSocketAddress port) {
        ports.add(port);
        return port;
    }

    List<InetSocketAddress> ports() {
        return ports;
    }

    void plan(Plan made) {
        plan = Optional.of(made);
    }

    Plan plan() {
        return plan.orElseThrow();
    }

    void failedWith(Throwable newError) {
        error = Optional.of(newError);
    }

    /** {@return what the last run failed with} */
    Optional<Throwable> error() {
        return error;
    }

    @Override
    public void close() {
        try {
            arc.close().block(LIMIT);
        } finally {
            emulator.close();
        }
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
