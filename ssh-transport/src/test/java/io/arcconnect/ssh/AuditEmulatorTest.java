package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.Secret;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.event.ActionBegunEvent;
import io.arcconnect.spi.event.ActionEndedEvent;
import io.arcconnect.spi.event.ActionOutcome.Result;
import io.arcconnect.spi.event.ArcEvent;
import io.arcconnect.spi.event.ArmCallEvent;
import io.arcconnect.spi.event.CredentialsEvent;
import io.arcconnect.spi.event.DialAttemptEvent;
import io.arcconnect.spi.event.DialFailedEvent;
import io.arcconnect.spi.event.DialedEvent;
import io.arcconnect.spi.event.DisconnectedEvent;
import io.arcconnect.spi.event.SessionEvent;
import io.arcconnect.ssh.internal.connection.MinaClient;
import io.arcconnect.ssh.internal.session.MinaLogin;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.ArmCall;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.ExecReply;
import io.arcconnect.testkit.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** What an audit log can be made of. */
@Timeout(120)
class AuditEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final CountDownLatch slow = new CountDownLatch(1);
    private final ArcEmulator emulator = ArcEmulator.builder()
            .machine(EmulatedMachine.linux("lin-01")
                    .ssh(EmbeddedSsh.create().password("ada", "pw").onExec(request -> {
                        if (request.command().equals("slow")) {
                            slow.countDown();
                            return ExecReply.never();
                        }
                        return ExecReply.builtIn();
                    }))
                    .enabled())
            .start();
    private final List<ArcEvent> events = new CopyOnWriteArrayList<>();
    private ArcConnect arc = arc(builder -> builder);
    private final Ssh ssh = Ssh.as("ada")
            .identity(SshIdentity.password(Secret.of("pw")))
            .hostKeys(HostKeys.pinned(emulator.machine("lin-01").hostKeyFingerprint()));

    private ArcConnect arc(java.util.function.UnaryOperator<ArcConnectBuilder> options) {
        return options.apply(emulator.arcConnect().callerLabel("portal").listener(new ArcConnectListener() {
                    @Override
                    public void onEvent(ArcEvent event) {
                        events.add(event);
                    }
                }))
                .build();
    }

    @AfterEach
    void stop() {
        arc.close().block(LIMIT);
        emulator.close();
    }

    private ArcMachine machine() {
        return arc.machine(emulator.machine("lin-01").id());
    }

    private <E extends ArcEvent> List<E> told(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Everything has been told once the end of the library has been. */
    private <E extends ArcEvent> E theOnly(Class<E> kind) {
        arc.close().block(LIMIT);
        List<E> all = told(kind);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private Mono<ExecResult> run(String command) {
        return machine().use(ssh, session -> session.exec(Exec.command(command).stdin("12345")));
    }

    @Test
    void exec_whenItRuns_thenWhoWhereWhatHowAndHowMuch() {
        run("cat").contextWrite(context -> context.put("user", "u-17")).block(LIMIT);

        ActionEndedEvent ended = theOnly(ActionEndedEvent.class);
        assertThat(ended.machine()).contains(machine().id());
        assertThat(ended.caller()).contains("portal");
        assertThat(ended.action().kind()).isEqualTo("exec");
        assertThat(ended.action().user()).contains("ada");
        assertThat(ended.outcome().result()).isEqualTo(Result.COMPLETED);
        assertThat(ended.outcome().exitStatus()).hasValue(0);
        assertThat(ended.bytesIn()).isEqualTo(5);
        assertThat(ended.bytesOut()).isEqualTo(5);
        assertThat(ended.took()).isPositive();
        assertThat(theOnly(ActionBegunEvent.class).action()).isEqualTo(ended.action());
        assertThat(ended.trackingId())
                .isPresent()
                .isEqualTo(theOnly(DialedEvent.class).trackingId());
        assertThat(events).allSatisfy(event -> {
            assertThat(event.context().<String>getOrEmpty("user")).contains("u-17");
            assertThat(event.caller()).contains("portal");
        });
    }

    @Test
    void exec_whenNobodyAskedForCommands_thenTheirTextIsNowhere() {
        run("echo hunter2").block(LIMIT);

        assertThat(theOnly(ActionEndedEvent.class).action().command()).isEmpty();
        assertThat(events.toString()).contains("lin-01").doesNotContain("hunter2");
    }

    @Test
    void exec_whenCommandsAreAudited_thenTheirText() {
        arc.close().block(LIMIT);
        arc = arc(builder -> builder.auditCommands(true));
        events.clear();

        run("echo hello").block(LIMIT);

        assertThat(theOnly(ActionEndedEvent.class).action().command()).contains("echo hello");
    }

    @Test
    void exec_whenItIsCancelled_thenSo() throws Exception {
        Disposable running = run("slow").subscribe();
        assertThat(slow.await(20, TimeUnit.SECONDS)).isTrue();

        running.dispose();
        Eventually.holds("an end", LIMIT, () -> !told(ActionEndedEvent.class).isEmpty());

        assertThat(theOnly(ActionEndedEvent.class).outcome().result()).isEqualTo(Result.CANCELLED);
    }

    @Test
    void exec_whenTheConnectionIsCut_thenTheReason() throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Disposable running = run("slow").subscribe(result -> {}, failure::set);
        assertThat(slow.await(20, TimeUnit.SECONDS)).isTrue();

        emulator.machine("lin-01").dropConnections();
        Eventually.holds(
                "the end of the connection",
                LIMIT,
                () -> !told(DisconnectedEvent.class).isEmpty());
        Eventually.holds("the end of the use", LIMIT, running::isDisposed);

        ActionEndedEvent ended = theOnly(ActionEndedEvent.class);
        assertThat(ended.outcome().result()).isEqualTo(Result.FAILED);
        assertThat(ended.outcome().reason()).contains("ssh.outcome_unknown");
        assertThat(failure.get())
                .isInstanceOfSatisfying(
                        SshException.class,
                        lost -> assertThat(lost.facts())
                                .containsEntry("trackingId", ended.trackingId().orElseThrow()));
        assertThat(told(SessionEvent.class))
                .extracting(SessionEvent::step)
                .containsExactly(SessionEvent.Step.OPENED, SessionEvent.Step.LOST);
        DisconnectedEvent lost = theOnly(DisconnectedEvent.class);
        assertThat(lost.loss()).isPresent();
        assertThat(lost.trackingId()).isEqualTo(ended.trackingId());
    }

    @Test
    void use_whenTheLoginFails_thenASessionEventWithTheReason() {
        Ssh wrong = Ssh.as("ada")
                .identity(SshIdentity.password(Secret.of("wrong")))
                .hostKeys(HostKeys.pinned(emulator.machine("lin-01").hostKeyFingerprint()));
        machine().use(wrong, session -> session.exec("true")).onErrorComplete().block(LIMIT);

        SessionEvent failed = theOnly(SessionEvent.class);
        assertThat(failed.step()).isEqualTo(SessionEvent.Step.FAILED);
        assertThat(failed.user()).contains("ada");
        assertThat(failed.failure())
                .get()
                .extracting(error -> error.reason().code())
                .isEqualTo("ssh.auth_failed");
    }

    @Test
    void dial_whenTheRelayRefuses_thenEachTryAndTheEndNameTheTrackingId() {
        emulator.machine("lin-01")
                .faults(Fault.tokenExpired().once(), Fault.relayForbidden().once());
        run("true").onErrorComplete().block(LIMIT);

        DialFailedEvent failed = theOnly(DialFailedEvent.class);
        assertThat(failed.failure().reason().code()).isEqualTo("relay.forbidden");
        assertThat(failed.trackingId()).isPresent();
        assertThat(told(DialAttemptEvent.class)).hasSize(2).allSatisfy(attempt -> {
            assertThat(attempt.trackingId()).isPresent();
            assertThat(attempt.failure()).isPresent();
        });
        assertThat(told(CredentialsEvent.class))
                .extracting(CredentialsEvent::step)
                .containsExactly(
                        CredentialsEvent.Step.ASKED,
                        CredentialsEvent.Step.ISSUED,
                        CredentialsEvent.Step.REJECTED,
                        CredentialsEvent.Step.ASKED,
                        CredentialsEvent.Step.ISSUED);
    }

    @Test
    void call_whenItFails_thenErrorEventAndRequestHaveTheSameId() {
        emulator.faults(Fault.arm(ArmCall.LIST_CREDENTIALS, 403, "AuthorizationFailed", "no")
                .once());
        run("true").onErrorComplete().block(LIMIT);

        DialFailedEvent failed = theOnly(DialFailedEvent.class);
        String sent =
                emulator.requests(ArmCall.LIST_CREDENTIALS).get(0).headers().get("x-ms-client-request-id");
        assertThat(failed.failure().facts()).containsEntry("clientRequestId", sent);
        assertThat(failed.clientRequestId()).contains(sent);
        ArmCallEvent call = theOnly(ArmCallEvent.class);
        assertThat(call.clientRequestId()).contains(sent);
        assertThat(call.status()).hasValue(403);
        assertThat(call.call()).isEqualTo("list-credentials");
        assertThat(call.attempt()).isEqualTo(1);
    }

    @Test
    void credentials_whenTheRelayEndsASessionForItsToken_thenTheNextConnectGetsFreshOnes() {
        emulator.machine("lin-01").faults(Fault.close(1008, 100).once());
        run("cat").onErrorComplete().block(LIMIT);
        emulator.machine("lin-01").clearFaults();
        Eventually.holds("the loss", LIMIT, () -> !told(DisconnectedEvent.class).isEmpty());

        run("cat").block(LIMIT);

        assertThat(emulator.requests(ArmCall.LIST_CREDENTIALS)).hasSize(2);
    }

    @Test
    void credentials_whenTwoShareAQuestion_thenEachHasAnEventOfTheirOwn() {
        Mono.when(
                        run("true").contextWrite(context -> context.put("user", "one")),
                        run("true").contextWrite(context -> context.put("user", "two")))
                .block(LIMIT);
        arc.close().block(LIMIT);

        for (String user : List.of("one", "two")) {
            assertThat(told(CredentialsEvent.class))
                    .filteredOn(
                            event -> event.context().getOrDefault("user", "").equals(user))
                    .hasSizeGreaterThanOrEqualTo(1);
        }
        assertThat(told(CredentialsEvent.class))
                .filteredOn(event ->
                        event.step() == CredentialsEvent.Step.ISSUED || event.step() == CredentialsEvent.Step.SHARED)
                .allSatisfy(event -> assertThat(event.clientRequestId())
                        .isEqualTo(Optional.of(emulator.requests(ArmCall.LIST_CREDENTIALS)
                                .get(0)
                                .headers()
                                .get("x-ms-client-request-id"))));
    }

    @Test
    void openStream_whenItIsForwarded_thenAnActionOfItsOwn() {
        machine()
                .use(
                        ssh,
                        session -> session.openStream("localhost", 9)
                                .flatMap(stream -> stream.close())
                                .onErrorComplete())
                .block(LIMIT);

        ActionEndedEvent ended = theOnly(ActionEndedEvent.class);
        assertThat(ended.action().kind()).isEqualTo("forward");
        assertThat(ended.action().target()).contains("localhost:9");
        assertThat(ended.outcome().result()).isEqualTo(Result.FAILED);
        assertThat(ended.outcome().reason()).contains("stream.target_refused");
    }

    @Test
    void use_whenTwoCallersDo_thenOneSshEngineAndSessionsOfTheirOwn() {
        ArcConnect bob = arc.withCredential(emulator.credential("bob"), "bob");
        ArcMachine theirs = bob.machine(emulator.machine("lin-01").id());
        Set<MinaClient> engines = ConcurrentHashMap.newKeySet();
        Protocol<SshSession> seen = route -> ssh.open(route).doOnNext(session -> engines.add(MinaLogin.client(route)));
        SshSession ours = machine().connect(seen).blockOptional(LIMIT).orElseThrow();
        SshSession bobs = theirs.connect(seen).blockOptional(LIMIT).orElseThrow();

        bob.close().block(LIMIT);

        bobs.onClose().onErrorComplete().block(LIMIT);
        assertThat(ours.exec("echo still").map(ExecResult::stdout).block(LIMIT)).contains("still");
        assertThat(engines).hasSize(1);
        arc.close().block(LIMIT);
        assertThat(told(SessionEvent.class))
                .filteredOn(event -> event.caller().equals(Optional.of("bob")))
                .extracting(SessionEvent::step)
                .first()
                .isEqualTo(SessionEvent.Step.OPENED);
    }
}
