package io.arcconnect.cli.demo;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.ProvisionOutcome;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.rdp.Rdp;
import io.arcconnect.rdp.RdpTunnel;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.RemoteCommand;
import io.arcconnect.ssh.SshSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** The steps, on one machine after the other. */
final class Demo {

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Duration PROVISION = Duration.ofMinutes(20);

    private final Timeline timeline;
    private final ProgressListener progress;
    private final Path folder;
    private final Payload payload;

    Demo(Timeline timeline, ProgressListener progress, Path folder, Payload payload) {
        this.timeline = timeline;
        this.progress = progress;
        this.folder = folder;
        this.payload = payload;
    }

    void show(DemoMachine on) {
        Timeline.Part part = timeline.part(on.title());
        part.step("machine state", () -> state(on));
        if (on.installOpenSsh()) {
            part.step("provision WindowsOpenSSH", () -> provision(on));
        }
        if (on.isNew()) {
            part.step("no consent, no change", () -> refusal(on));
        }
        part.step("first contact: exec", () -> firstContact(on));
        part.step("second use: cached", () -> secondUse(on));
        part.step("exec that fails", () -> failingCommand(on));
        part.step(payload.mebibytes() + " MiB there and back", () -> copy(on));
        on.desktop().ifPresent(check -> part.step("remote desktop tunnel", () -> desktop(on, check)));
    }

    private String state(DemoMachine on) {
        MachineState state = get(on.machine().state(), STEP);
        return "%s, %s, agent %s"
                .formatted(state.status(), state.osName(), state.agentVersion().orElse("unknown"));
    }

    private String provision(DemoMachine on) {
        ProvisionOutcome outcome = get(on.machine().provision(ExtensionSpec.openSshForWindows()), PROVISION);
        return "%s, %s, \"%s\""
                .formatted(
                        outcome.action(),
                        outcome.extension().provisioningState(),
                        outcome.extension().message());
    }

    private String refusal(DemoMachine on) {
        try {
            var unused = get(
                    on.machine().withServicePolicy(ServicePolicy.NEVER_WRITE).relayCredentials(RelayService.ssh()),
                    STEP);
        } catch (ArcConnectException refused) {
            check(refused.reason() == ArcReason.SERVICE_NOT_ENABLED, "refused for another reason: " + refused);
            return "refused as it should be: " + refused.reason().code();
        }
        throw new IllegalStateException("something was set up without consent");
    }

    private String firstContact(DemoMachine on) {
        int waits = progress.waits();
        ExecResult result = get(on.machine().use(on.ssh(), greet(on)), STEP).orThrow();
        check(!on.isNew() || progress.waits() > waits, "the agent listened before it could");
        return "\"" + result.stdout().strip() + "\"";
    }

    private String secondUse(DemoMachine on) {
        int issued = progress.credentialsIssued();
        ExecResult result = get(on.machine().use(on.ssh(), greet(on)), STEP).orThrow();
        check(progress.credentialsIssued() == issued, "credentials were asked for again");
        return "no call to Azure Resource Manager, \"" + result.stdout().strip() + "\"";
    }

    private String failingCommand(DemoMachine on) {
        ExecResult result = get(
                on.machine().use(on.ssh(), session -> session.exec(on.commands().fail())), STEP);
        check(result.exitStatus().orElse(-1) == 7, "unexpected end: " + result);
        check(result.stdout().strip().equals("fine"), "unexpected stdout: " + result.stdout());
        check(result.stderr().strip().equals("wrong"), "unexpected stderr: " + result.stderr());
        return "status 7, stdout \"fine\", stderr \"wrong\"";
    }

    private String copy(DemoMachine on) {
        long start = System.nanoTime();
        String received = get(
                on.machine()
                        .use(
                                on.ssh(),
                                session -> session.start(
                                                Exec.command(on.commands().copy())
                                                        .stdin(payload.bytes()))
                                        .flatMap(Demo::sha256)),
                STEP);
        double seconds = (System.nanoTime() - start) / 1e9;
        String sent = get(payload.sha256(), STEP);
        check(received.equals(sent), "SHA-256 differs: sent " + sent + ", received " + received);
        return String.format(
                Locale.ROOT,
                "SHA-256 %s… equal, %.0f MiB/s each way",
                sent.substring(0, 12),
                payload.size() / seconds / 1024 / 1024);
    }

    private String desktop(DemoMachine on, DesktopCheck check) {
        Path file = folder.resolve(on.machine().id().name() + ".rdp");
        return get(on.machine().use(Rdp.over(on.ssh()), tunnel -> throughTunnel(tunnel, check, file)), STEP);
    }

    /** Runs on a library thread that may block, as every work does that is given to {@code use}. */
    private static Mono<String> throughTunnel(RdpTunnel tunnel, DesktopCheck check, Path file) {
        return tunnel.rdpFile()
                .withUsername("azureuser")
                .writeTo(file)
                .then(Mono.fromCallable(() -> check.through(tunnel.localAddress())))
                .map(proof -> {
                    String address = "127.0.0.1:" + tunnel.localAddress().getPort();
                    check(read(file).contains("full address:s:" + address), "the .rdp file names another address");
                    return proof + " at " + address + ", " + file.getFileName() + " written";
                });
    }

    private static Function<SshSession, Mono<ExecResult>> greet(DemoMachine on) {
        return session -> session.exec(on.commands().greet());
    }

    private static Mono<String> sha256(RemoteCommand command) {
        return Mono.zip(Payload.sha256(command.stdout()), command.stderr().then(Mono.just(true)), command.exit())
                .map(all -> {
                    check(all.getT3().isSuccess(), "the copying command ended with " + all.getT3());
                    return all.getT1();
                });
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T get(Mono<T> result, Duration bound) {
        return result.blockOptional(bound).orElseThrow();
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
