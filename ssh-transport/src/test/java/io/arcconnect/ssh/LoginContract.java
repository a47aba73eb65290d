package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcMachine;
import io.arcconnect.model.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** How one logs in to any server. */
interface LoginContract {

    Duration LIMIT = Duration.ofSeconds(60);
    String PHRASE = "a phrase";

    SshServerUnderTest server();

    ArcMachine machine();

    /** {@return a private key file without a passphrase that logs in} */
    Path userKey();

    Path directory();

    /** {@return the server's user and host key, with other identities} */
    default Ssh with(SshIdentity... identities) {
        Ssh ssh = Ssh.as(server().account())
                .hostKeys(HostKeys.acceptNew(directory().resolve("known_hosts")));
        for (SshIdentity identity : identities) {
            ssh = ssh.identity(identity);
        }
        return ssh;
    }

    default String hello(Ssh ssh) {
        return machine()
                .use(ssh, session -> session.exec("echo hello"))
                .block(LIMIT)
                .stdout();
    }

    default SshException failure(Ssh ssh) {
        return catchThrowableOfType(SshException.class, () -> hello(ssh));
    }

    private Path locked(String name, Path key) throws Exception {
        Path locked = Files.copy(key, directory().resolve(name));
        SshKeygen.run(List.of("-p", "-q", "-N", PHRASE, "-f", locked.toString()));
        return locked;
    }

    private Path stranger(String name) throws Exception {
        return SshKeygen.key(directory().resolve(name), "ed25519", "");
    }

    @Test
    default void open_whenAnAgentHoldsTheKeyAmongOthers_thenItSigns() throws Exception {
        Path folder = Files.createDirectory(directory().resolve("mixed"));
        try (RunningAgent agent = RunningAgent.start(folder)) {
            agent.add(stranger("agent-stranger"));
            agent.add(userKey());

            assertThat(hello(with(SshIdentity.agent(SshAgent.at(agent.socket())))))
                    .isEqualTo("hello\n");
        }
    }

    @Test
    default void open_whenOnlyAnotherKeyOfTheAgentIsNamed_thenAuthFailed() throws Exception {
        Path folder = Files.createDirectory(directory().resolve("only"));
        Path stranger = stranger("named-stranger");
        String fingerprint =
                SshKeygen.run(List.of("-l", "-f", stranger.toString())).split(" ")[1];
        try (RunningAgent agent = RunningAgent.start(folder)) {
            agent.add(userKey());
            agent.add(stranger);

            SshException error =
                    failure(with(SshIdentity.agent(SshAgent.at(agent.socket()).only(fingerprint))));

            assertThat(error.reason()).isEqualTo(SshReason.AUTH_FAILED);
            assertThat(error.facts().get("tried")).isEqualTo("agent's ssh-ed25519 " + fingerprint + " refused");
        }
    }

    @Test
    default void open_whenTheKeyHasAPassphraseAndIsWelcome_thenItIsAskedForOnceWhereItMayBlock() throws Exception {
        Path locked = locked("welcome", userKey());
        AtomicInteger asked = new AtomicInteger();
        Mono<Secret> phrase = Mono.fromCallable(() -> {
            assertThat(Schedulers.isInNonBlockingThread()).isFalse();
            asked.incrementAndGet();
            return Secret.of(PHRASE);
        });

        assertThat(hello(with(SshIdentity.privateKey(locked, phrase)))).isEqualTo("hello\n");
        assertThat(asked).hasValue(1);
    }

    @Test
    default void open_whenTheKeyHasAPassphraseAndIsNotWelcome_thenItIsNotAskedForAndTheNextIsTried() throws Exception {
        Path locked = locked("unwelcome", stranger("to-be-locked"));
        AtomicInteger asked = new AtomicInteger();
        Mono<Secret> phrase = Mono.fromRunnable(asked::incrementAndGet);

        assertThat(hello(with(SshIdentity.privateKey(locked, phrase), SshIdentity.privateKey(userKey()))))
                .isEqualTo("hello\n");
        assertThat(asked).hasValue(0);
    }

    @Test
    default void open_whenThePassphraseIsWithheldWrongOrFails_thenTheNextIsTried() throws Exception {
        Path locked = locked("withheld", userKey());
        Secret key = Secret.of(Files.readString(userKey()));

        assertThat(hello(with(
                        SshIdentity.privateKey(locked),
                        SshIdentity.privateKey(locked, Mono.error(new IllegalStateException("no terminal"))),
                        SshIdentity.agent(SshAgent.at(directory().resolve("no agent"))),
                        SshIdentity.password(Secret.of("not taken")),
                        SshIdentity.privateKey(directory().resolve("no file")),
                        SshIdentity.privateKeyText(key))))
                .isEqualTo("hello\n");
        assertThat(failure(with(SshIdentity.privateKey(locked, Secret.of("wrong"))))
                        .reason())
                .isEqualTo(SshReason.IDENTITY_UNREADABLE);
    }

    @Test
    default void open_whenThereIsNoAgent_thenAgentUnavailable() {
        SshException error =
                failure(with(SshIdentity.agent(SshAgent.at(directory().resolve("nothing here")))));

        assertThat(error.reason()).isEqualTo(SshReason.AGENT_UNAVAILABLE);
        assertThat(error.machine()).contains(machine().id());
        assertThat(error).hasMessageContaining("nothing here").hasMessageContaining("ssh-add -l");
    }

    @Test
    default void open_whenItIsCancelledWhileAPersonIsAsked_thenTheQuestionIsWithdrawn() throws Exception {
        Path locked = locked("cancelled", userKey());
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch withdrawn = new CountDownLatch(1);
        Mono<Secret> phrase = Mono.<Secret>never()
                .doOnSubscribe(subscribed -> asked.countDown())
                .doOnCancel(withdrawn::countDown);

        Disposable login = machine()
                .use(with(SshIdentity.privateKey(locked, phrase)), session -> session.exec("true"))
                .subscribe();
        boolean wasAsked = asked.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
        login.dispose();

        assertThat(wasAsked).isTrue();
        assertThat(withdrawn.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
}
