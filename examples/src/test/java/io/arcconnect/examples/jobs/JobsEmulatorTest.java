package io.arcconnect.examples.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.ProvisionOutcome;
import io.arcconnect.model.Receipt;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.Removal;
import io.arcconnect.model.Secret;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.ExecReply;
import io.arcconnect.testkit.Fault;
import io.arcconnect.testkit.TestCredential;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The README's jobs, run on the emulator. */
class JobsEmulatorTest {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String PASSWORD = "correct horse";

    @TempDir
    Path folder;

    private final AtomicReference<String> agentSays = new AtomicReference<>("");
    private final KeyPair key = newKey();
    private final ArcEmulator emulator = ArcEmulator.builder()
            .machine(EmulatedMachine.linux("web-01")
                    .onRunCommand(script -> ExecReply.out(agentSays.get()))
                    .ssh(EmbeddedSsh.create().authorizedKey("azureuser", key.getPublic())))
            .machine(EmulatedMachine.windows("win-01")
                    .ssh(EmbeddedSsh.create()
                            .posix()
                            .password("azureuser", PASSWORD)
                            .rdpEcho()))
            .start();
    private final ArcConnect arc =
            emulator.arcConnect().servicePolicy(ServicePolicy.ENABLE_IF_MISSING).build();

    @BeforeEach
    void writeKey() throws IOException {
        String pem = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(key.getPrivate().getEncoded());
        Files.writeString(
                folder.resolve("key"), "-----BEGIN PRIVATE KEY-----\n" + pem + "\n-----END PRIVATE KEY-----\n");
    }

    @AfterEach
    void close() {
        arc.close().block(BOUND);
        emulator.close();
    }

    @Test
    void watchIt_whenSomebodyElseRunsACommand_thenTheAuditLineNamesThem() {
        List<String> audit = new CopyOnWriteArrayList<>();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ArcConnect watched = WatchIt.watched(
                emulator.arcConnect().servicePolicy(ServicePolicy.ENABLE_IF_MISSING), audit::add, registry);
        Ssh ssh = Ssh.as("azureuser")
                .identity(SshIdentity.password(Secret.of(PASSWORD)))
                .hostKeys(HostKeys.pinned(emulator.machine("win-01").hostKeyFingerprint()));

        WatchIt.onBehalfOf(
                        watched,
                        emulator.credential("ada"),
                        emulator.machine("win-01").id().resourceId(),
                        ssh)
                .block(BOUND);
        watched.close().block(BOUND);

        assertThat(audit)
                .singleElement()
                .asString()
                .startsWith("caller=ada@contoso.com request=4711 machine=win-01 user=azureuser action=exec"
                        + " outcome=completed exit=0");
        assertThat(registry.get("arcconnect.actions")
                        .tag("kind", "exec")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void runACommand_whenTheHostKeyIsKnown_thenItsOutput() {
        String id = emulator.machine("web-01").id().resourceId();
        Path knownHosts = folder.resolve("known_hosts");
        Ssh first = Ssh.as("azureuser").identity(SshIdentity.keyPair(key)).hostKeys(HostKeys.acceptNew(knownHosts));
        arc.machine(id).use(first, session -> session.exec("true")).block(BOUND);

        String uptime =
                RunACommand.uptime(arc, id, folder.resolve("key"), knownHosts).block(BOUND);

        assertThat(uptime).contains("load average");
    }

    @Test
    void meetAMachine_whenTheAgentOrSomebodyKnowsTheKey_thenItIsBelievedFromThenOn() {
        Ssh ssh = Ssh.as("azureuser").identity(SshIdentity.keyPair(key));
        List<String> questions = new CopyOnWriteArrayList<>();
        HostKeys asking = MeetAMachine.asking(folder.resolve("asked"), question -> {
            questions.add(question);
            return Mono.just(true);
        });
        var machine = arc.machine(emulator.machine("web-01").id());

        machine.use(ssh.hostKeys(asking), session -> session.exec("true")).block(BOUND);
        agentSays.set(
                "arcconnect-host-keys-begin\n" + knownLine(folder.resolve("asked")) + "\narcconnect-host-keys-end 1\n");
        machine.use(ssh.hostKeys(MeetAMachine.verified(folder.resolve("verified"))), session -> session.exec("true"))
                .block(BOUND);

        assertThat(questions)
                .singleElement()
                .asString()
                .startsWith("web-01 shows ")
                .endsWith(emulator.machine("web-01").hostKeyFingerprint());
        assertThat(folder.resolve("verified")).hasSameTextualContentAs(folder.resolve("asked"));
    }

    /** Type and key of the only line. */
    private static String knownLine(Path file) {
        try {
            return Files.readString(file).strip().split(" ", 2)[1];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void openAShell_whenSomebodyTypes_thenTheScreenAnswers() {
        Ssh ssh = Ssh.as("azureuser")
                .identity(SshIdentity.keyPair(key))
                .hostKeys(HostKeys.pinned(emulator.machine("web-01").hostKeyFingerprint()));
        Flux<ByteBuffer> keystrokes = Flux.just("stty size\r", "exit\r")
                .map(line -> ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));

        String screen = OpenAShell.screen(arc.machine(emulator.machine("web-01").id()), ssh, keystrokes)
                .map(bytes -> StandardCharsets.UTF_8.decode(bytes).toString())
                .collect(Collectors.joining())
                .block(BOUND);

        assertThat(screen).contains("40 120");
    }

    @Test
    void openAShell_whenItIsRecorded_thenTheFileHasTheScreen() throws IOException {
        Ssh ssh = Ssh.as("azureuser")
                .identity(SshIdentity.keyPair(key))
                .hostKeys(HostKeys.pinned(emulator.machine("web-01").hostKeyFingerprint()));
        Flux<ByteBuffer> keystrokes =
                Flux.just("exit\r").map(line -> ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
        Path recordings = Files.createDirectory(folder.resolve("recordings"));

        OpenAShell.recorded(arc.machine(emulator.machine("web-01").id()), ssh, keystrokes, recordings)
                .blockLast(BOUND);

        assertThat(recordings)
                .isDirectoryContaining(
                        file -> file.getFileName().toString().matches("web-01-\\d{8}T\\d{6}Z-.*\\.cast"));
    }

    @Test
    void open_whenCalled_thenNothingIsAskedYet() {
        TestCredential credential = TestCredential.create();

        RunACommand.open(credential).close().block(BOUND);

        assertThat(credential.requests()).isEmpty();
    }

    @Test
    void installOpenSsh_whenMissing_thenCreated() {
        ProvisionOutcome outcome =
                InstallOpenSsh.on(windows()).blockOptional(BOUND).orElseThrow();

        assertThat(outcome.action()).isEqualTo(ProvisionOutcome.Action.CREATED);
        assertThat(outcome.extension().message()).isEqualTo("Extension Message: OpenSSH Successfully enabled");
    }

    @Test
    void showRelayCredentials_whenPrinted_thenNoSecretIsSeen() {
        String printed = ShowRelayCredentials.of(windows()).block(BOUND);

        assertThat(printed).contains("hybridConnectionName", "accessKey=***").doesNotContain("SharedAccessSignature");
    }

    @Test
    void keepSessions_whenManyCommandsRun_thenTheyShareConnections() {
        ArcConnect own = KeepSessions.limited(emulator.arcConnect().servicePolicy(ServicePolicy.ENABLE_IF_MISSING));
        Ssh ssh = Ssh.as("azureuser")
                .identity(SshIdentity.keyPair(key))
                .hostKeys(HostKeys.pinned(emulator.machine("web-01").hostKeyFingerprint()));

        List<String> results = KeepSessions.run(
                        own.machine(emulator.machine("web-01").id()),
                        KeepSessions.pool(ssh),
                        Flux.range(0, 20).map(number -> "echo " + number))
                .map(result -> result.stdout().strip())
                .collectList()
                .block(BOUND);
        int connections = emulator.machine("web-01").openConnections();
        KeepSessions.end(own).block(BOUND);

        assertThat(results).hasSize(20).startsWith("0", "1", "2").endsWith("19");
        assertThat(connections).isBetween(1, 2);
    }

    @Test
    void keepSessions_whenADialIsHeldUp_thenAnotherOpens() {
        ArcConnect own = KeepSessions.hedged(emulator.arcConnect().servicePolicy(ServicePolicy.ENABLE_IF_MISSING));
        ArcMachine web = own.machine(emulator.machine("web-01").id());
        for (int i = 0; i < 10; i++) {
            web.dial(RelayService.ssh()).flatMap(DuplexStream::close).block(BOUND);
        }
        emulator.machine("web-01").faults(Fault.heldHandshake().once());

        web.dial(RelayService.ssh()).flatMap(DuplexStream::close).block(BOUND);

        own.close().block(BOUND);
        assertThat(emulator.awaitQuiet(BOUND).openConnections()).isZero();
    }

    @Test
    void workOnMany_whenAMachineIsWrong_thenALineForEach() {
        Ssh ssh = Ssh.as("azureuser")
                .identity(SshIdentity.keyPair(key))
                .hostKeys(HostKeys.pinned(emulator.machine("web-01").hostKeyFingerprint()));
        ArcMachine web = arc.machine(emulator.machine("web-01").id());

        List<String> lines = WorkOnMany.run(arc, Flux.just(web, windows()), ssh, "echo hello")
                .collectList()
                .block(BOUND);

        assertThat(lines).hasSize(2).contains("web-01: hello");
        assertThat(lines.get(1)).contains("win-01 failed", "ssh.host_key_changed");
    }

    private ArcMachine windows() {
        return arc.machine(emulator.machine("win-01").id());
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(3072);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void makeItReachable_whenAgreed_thenDoneAndTakenBack() {
        ArcMachine machine = arc.machine(emulator.machine("web-01").id());

        assertThat(MakeItReachable.withConsent(machine, plan -> false).blockOptional(BOUND))
                .isEmpty();
        Receipt receipt = MakeItReachable.withConsent(
                        machine, plan -> plan.toText().contains("endpoint"))
                .blockOptional(BOUND)
                .orElseThrow();
        Removal removal = MakeItReachable.takeBack(machine, receipt.toJson())
                .blockOptional(BOUND)
                .orElseThrow();

        assertThat(receipt.changes()).hasSize(2);
        assertThat(removal.isComplete()).as(removal.toText()).isTrue();
    }

    @Test
    void sayWhatIsWrong_whenNothingIsSetUp_thenThatIsTheFix() {
        ArcMachine machine = arc.machine(emulator.machine("web-01").id());

        String fix = SayWhatIsWrong.between(machine, Ssh.as("azureuser")).block(BOUND);

        assertThat(fix).startsWith("Set it up once");
    }
}
