package io.arcconnect.examples.promises;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.policy.HttpLogDetailLevel;
import com.azure.core.http.policy.HttpLogOptions;
import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.ArmLimits;
import io.arcconnect.model.ConnectSpec;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.Plan;
import io.arcconnect.model.Receipt;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.Secret;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.rdp.Rdp;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.event.ArcEvent;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** The whole path in a JVM of its own, with everything that can be logged logged; then it says which secrets it used. */
public final class FullRun {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String LIST = "Microsoft.HybridConnectivity/endpoints/listCredentials/action";
    private static final String PASSWORD = "Tr0ub4dor-and-3-" + System.nanoTime();
    private static final String WRONG_PASSWORD = "not-" + PASSWORD;

    private FullRun() {}

    /**
     * Runs.
     *
     * @param args the file that gets the secrets, one a line
     * @throws IOException when it cannot be written
     */
    public static void main(String[] args) throws IOException {
        Set<String> secrets = ConcurrentHashMap.newKeySet();
        secrets.addAll(List.of(PASSWORD, WRONG_PASSWORD));
        EmulatedMachine machine = EmulatedMachine.windows("win-01")
                .ssh(EmbeddedSsh.create()
                        .posix()
                        .password("azureuser", PASSWORD)
                        .rdpEcho());
        try (ArcEmulator emulator = ArcEmulator.builder().machine(machine).start()) {
            ArcConnect arc = emulator.arcConnect()
                    .credential(remembering(emulator.credential(), secrets))
                    .httpLogOptions(new HttpLogOptions().setLogLevel(HttpLogDetailLevel.BODY_AND_HEADERS))
                    .armLimits(ArmLimits.DEFAULT.withWrites(1, 10))
                    .callerLabel("full-run")
                    .auditCommands(true)
                    .listener(new ArcConnectListener() {
                        @Override
                        public void onEvent(ArcEvent event) {
                            System.out.println(event);
                        }
                    })
                    .servicePolicy(ServicePolicy.ENABLE_IF_MISSING)
                    .timing(timing -> timing.hedgeDials(99, Duration.ofMillis(100)))
                    .build();
            run(emulator, arc, arc.machine(emulator.machine("win-01").id()), secrets);
            refuse(arc.withCredential(remembering(emulator.credential("bob").deny(LIST), secrets), "bob"), emulator);
            arc.close().block(BOUND);
        }
        Files.write(Path.of(args[0]), secrets);
    }

    private static void run(ArcEmulator emulator, ArcConnect arc, ArcMachine machine, Set<String> secrets) {
        Ssh nobody = Ssh.as("azureuser")
                .hostKeys(HostKeys.pinned(emulator.machine("win-01").hostKeyFingerprint()));
        Ssh ssh = nobody.identity(SshIdentity.password(Secret.of(PASSWORD)));

        machine.provision(ExtensionSpec.openSshForWindows()).block(BOUND);
        Plan plan = printed(machine.plan(ConnectSpec.ssh()));
        emulator.machine("win-01").faults(Fault.noListeners().times(2));
        Receipt receipt = printed(machine.apply(plan));
        printed(machine.diagnose(ssh));
        machine.use(ssh, session -> session.exec(Exec.command("cat").stdin("hello")))
                .map(ExecResult::orThrow)
                .block(BOUND);
        machine.use(Rdp.over(ssh), tunnel -> Mono.just(tunnel.rdpFile().toString()))
                .block(BOUND);
        remember(machine, secrets);
        arc.fleet(List.of(machine))
                .use(ssh, session -> session.exec("true"))
                .doOnNext(System.out::println)
                .blockLast(BOUND);
        hedge(emulator, machine);
        fail(machine, nobody.identity(SshIdentity.password(Secret.of(WRONG_PASSWORD))));
        for (Fault fault :
                List.of(Fault.tokenExpired().once(), Fault.relayForbidden().once(), Fault.close(1008, 100))) {
            emulator.machine("win-01").faults(fault);
            fail(machine, ssh);
            remember(machine, secrets);
            emulator.machine("win-01").clearFaults();
        }
        printed(machine.remove(receipt));
    }

    /** Enough dials to know what is usual, and one that takes longer. */
    private static void hedge(ArcEmulator emulator, ArcMachine machine) {
        for (int i = 0; i < 10; i++) {
            machine.dial(RelayService.ssh()).flatMap(DuplexStream::close).block(BOUND);
        }
        emulator.machine("win-01").faults(Fault.heldHandshake().once());
        machine.dial(RelayService.ssh()).flatMap(DuplexStream::close).block(BOUND);
    }

    private static <T> T printed(Mono<T> result) {
        return result.doOnNext(System.out::println).blockOptional(BOUND).orElseThrow();
    }

    private static void refuse(ArcConnect bob, ArcEmulator emulator) {
        bob.machine(emulator.machine("win-01").id())
                .relayCredentials(RelayService.ssh())
                .doOnError(Throwable::printStackTrace)
                .onErrorComplete()
                .block(BOUND);
    }

    private static void remember(ArcMachine machine, Set<String> secrets) {
        RelayCredentials credentials = machine.relayCredentials(RelayService.ssh())
                .doOnNext(System.out::println)
                .blockOptional(BOUND)
                .orElseThrow();
        secrets.add(credentials.accessKey().reveal());
        secrets.add(credentials.serviceConfigurationToken().reveal());
    }

    /** What an application does with an error: it logs it with everything in it. */
    private static void fail(ArcMachine machine, Ssh ssh) {
        machine.use(ssh, session -> session.exec("true"))
                .doOnError(Throwable::printStackTrace)
                .onErrorComplete()
                .block(BOUND);
    }

    private static TokenCredential remembering(TokenCredential asked, Set<String> secrets) {
        return request -> asked.getToken(request).map(token -> {
            secrets.add(token.getToken());
            return new AccessToken(token.getToken(), token.getExpiresAt());
        });
    }
}
