package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.Secret;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Who is asked about a machine's key, when, and what is remembered. */
@Timeout(60)
class HostKeysEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final HostKey ANOTHER =
            HostKey.parse("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

    private static ArcEmulator emulator;
    private static ArcConnect arc;
    private static ArcMachine machine;

    @TempDir
    Path folder;

    private Path file;
    private final List<HostKey> asked = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("web-01")
                        .ssh(EmbeddedSsh.create().password("ada", "pw"))
                        .enabled())
                .start();
        arc = emulator.arcConnect().build();
        machine = arc.machine(emulator.machine("web-01").id());
    }

    @AfterAll
    static void stop() {
        arc.close().block(LIMIT);
        emulator.close();
    }

    @BeforeEach
    void names() {
        file = folder.resolve("known_hosts");
    }

    private static Ssh ssh(HostKeys keys) {
        return Ssh.as("ada").identity(SshIdentity.password(Secret.of("pw"))).hostKeys(keys);
    }

    private static String login(HostKeys keys) {
        return machine.use(ssh(keys), session -> Mono.just("in")).block(LIMIT);
    }

    private static SshException refused(HostKeys keys) {
        return catchThrowableOfType(SshException.class, () -> login(keys));
    }

    private HostKeyDecision answering(boolean answer) {
        return (id, shown) -> Mono.fromCallable(() -> {
            assertThat(Schedulers.isInNonBlockingThread()).isFalse();
            assertThat(id).isEqualTo(machine.id());
            asked.add(shown);
            return answer;
        });
    }

    private static HostKey theKey() {
        List<HostKey> seen = new CopyOnWriteArrayList<>();
        login(HostKeys.ask((id, shown) -> {
            seen.add(shown);
            return Mono.just(true);
        }));
        return seen.get(0);
    }

    @Test
    void ask_whenTheAnswerIsYes_thenRememberedAndNotAskedAgain() throws Exception {
        HostKeys keys = HostKeys.knownHosts(file).firstContact(HostKeys.ask(answering(true)));

        assertThat(login(keys)).isEqualTo("in");
        assertThat(login(keys)).isEqualTo("in");

        assertThat(asked).hasSize(1);
        assertThat(asked.get(0).fingerprint())
                .isEqualTo(emulator.machine("web-01").hostKeyFingerprint());
        assertThat(Files.readString(file))
                .isEqualTo(machine.id().key() + " " + asked.get(0).line() + "\n");
    }

    @Test
    void ask_whenThereIsNoFile_thenEveryOpeningAsks() {
        HostKeys keys = HostKeys.ask(answering(true));

        login(keys);
        login(keys);

        assertThat(asked).hasSize(2);
    }

    @Test
    void ask_whenTheAnswerIsNoOrNone_thenUnknownAndNothingIsRemembered() {
        HostKeys no = HostKeys.knownHosts(file).firstContact(HostKeys.ask(answering(false)));
        HostKeys none = HostKeys.knownHosts(file).firstContact(HostKeys.ask((id, shown) -> Mono.empty()));

        assertThat(refused(no).reason()).isEqualTo(SshReason.HOST_KEY_UNKNOWN);
        SshException error = refused(none);

        assertThat(error.reason()).isEqualTo(SshReason.HOST_KEY_UNKNOWN);
        assertThat(error.machine()).contains(machine.id());
        assertThat(error.facts()).containsEntry("shown", asked.get(0).fingerprint());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void ask_whenAskingFails_thenThatIsTheError() {
        HostKeys broken = HostKeys.ask((id, shown) -> {
            throw new IllegalStateException("no screen");
        });

        assertThat(catchThrowable(() -> login(broken))).hasMessageContaining("no screen");
    }

    @Test
    void ask_whenTheOpeningIsCancelledMeanwhile_thenTheQuestionIsToo() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        HostKeys slow = HostKeys.ask((id, shown) -> Mono.<Boolean>never()
                .doOnSubscribe(subscription -> begun.countDown())
                .doOnCancel(cancelled::countDown));

        Disposable opening = machine.use(ssh(slow), session -> Mono.just("in")).subscribe();
        assertThat(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        opening.dispose();

        assertThat(cancelled.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void ask_whenAnotherKeyIsKnown_thenChangedAndNobodyIsAsked() throws Exception {
        Files.writeString(file, machine.id().key() + " " + ANOTHER.line() + "\n");

        SshException error = refused(HostKeys.knownHosts(file).firstContact(HostKeys.ask(answering(true))));

        assertThat(error.reason()).isEqualTo(SshReason.HOST_KEY_CHANGED);
        assertThat(error.facts()).containsEntry("known", ANOTHER.fingerprint()).containsKey("shown");
        assertThat(asked).isEmpty();
    }

    @Test
    void verifiedBy_whenTheSourceNamesTheKey_thenAllItsKeysAreLearntAndItIsNotAskedAgain() throws Exception {
        HostKey key = theKey();
        AtomicInteger questions = new AtomicInteger();
        HostKeys keys = HostKeys.knownHosts(file).firstContact(HostKeys.verifiedBy(route -> {
            questions.incrementAndGet();
            assertThat(route.machine()).isEqualTo(machine.id());
            return Flux.just(ANOTHER, key);
        }));

        login(keys);
        login(keys);

        assertThat(questions).hasValue(1);
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        machine.id().key() + " " + key.line(), machine.id().key() + " " + ANOTHER.line());
    }

    @Test
    void verifiedBy_whenTheSourceNamesAnotherKey_thenChangedAndNothingIsLearnt() {
        SshException error =
                refused(HostKeys.knownHosts(file).firstContact(HostKeys.verifiedBy(route -> Flux.just(ANOTHER))));

        assertThat(error.reason()).isEqualTo(SshReason.HOST_KEY_CHANGED);
        assertThat(error.facts())
                .containsEntry("known", ANOTHER.fingerprint())
                .containsEntry("shown", emulator.machine("web-01").hostKeyFingerprint());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void verifiedBy_whenTheSourceNamesNone_thenUnknown() {
        assertThat(refused(HostKeys.verifiedBy(route -> Flux.empty())).reason()).isEqualTo(SshReason.HOST_KEY_UNKNOWN);
    }

    @Test
    void verifiedBy_whenTheSourceFails_thenThatIsTheErrorAndNothingIsDialled() {
        int before = emulator.dials().size();

        assertThat(catchThrowable(() ->
                        login(HostKeys.verifiedBy(route -> Flux.error(new IllegalStateException("no inventory"))))))
                .hasMessageContaining("no inventory");

        assertThat(emulator.dials()).hasSize(before);
    }

    @Test
    void verifiedBy_whenOnlyAnAuthorityIsKnownAndThereIsNoCertificate_thenTheSourceIsAsked() throws Exception {
        HostKey key = theKey();
        Files.writeString(file, "@cert-authority * " + ANOTHER.line() + "\n");

        assertThat(login(HostKeys.knownHosts(file).firstContact(HostKeys.verifiedBy(route -> Flux.just(key)))))
                .isEqualTo("in");

        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void firstContact_whenPinned_thenThePinnedKeyIsRememberedAndAnotherIsNot() throws Exception {
        HostKeys pinned = HostKeys.pinned(emulator.machine("web-01").hostKeyFingerprint());

        assertThat(refused(HostKeys.knownHosts(file).firstContact(HostKeys.pinned(ANOTHER.fingerprint())))
                        .reason())
                .isEqualTo(SshReason.HOST_KEY_CHANGED);
        assertThat(folder).isEmptyDirectory();

        assertThat(login(HostKeys.knownHosts(file).firstContact(pinned))).isEqualTo("in");
        assertThat(Files.readAllLines(file)).hasSize(1);
    }

    @Test
    void firstContact_whenThereIsNoFileOrTwo_thenRefusedAtTheCall() {
        HostKeys pinned = HostKeys.pinned(ANOTHER.fingerprint());

        assertThatThrownBy(() -> pinned.firstContact(pinned)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> HostKeys.knownHosts(file).firstContact(HostKeys.acceptNew(file)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void open_whenTheFileIsADirectory_thenUnknownAndTheSourceIsNotAsked() {
        HostKeys keys = HostKeys.knownHosts(folder)
                .firstContact(HostKeys.verifiedBy(route -> Flux.error(new AssertionError("asked"))));

        assertThat(refused(keys).reason()).isEqualTo(SshReason.HOST_KEY_UNKNOWN);
    }

    @Test
    void diagnose_whenSomebodyWouldBeAsked_thenNobodyIsAndTheStepSaysWhatASessionWillDo() {
        HostKeys asking = HostKeys.knownHosts(file).firstContact(HostKeys.ask(answering(true)));
        HostKeys verified = HostKeys.verifiedBy(route -> Flux.error(new AssertionError("asked")));

        DiagnosisStep first = hostKey(asking);
        DiagnosisStep second = hostKey(verified);

        assertThat(first.status()).isEqualTo(DiagnosisStep.Status.WARNING);
        assertThat(first.cause().orElse("")).contains("will ask whether");
        assertThat(second.cause().orElse("")).contains("compare it with");
        assertThat(asked).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    private static DiagnosisStep hostKey(HostKeys keys) {
        return machine.diagnose(ssh(keys))
                .blockOptional(LIMIT)
                .orElseThrow()
                .step("ssh.host_key")
                .orElseThrow();
    }
}
