package io.arcconnect.ssh.internal.login;

import static io.arcconnect.ssh.internal.login.ScriptedDialog.accepted;
import static io.arcconnect.ssh.internal.login.ScriptedDialog.asks;
import static io.arcconnect.ssh.internal.login.ScriptedDialog.partial;
import static io.arcconnect.ssh.internal.login.ScriptedDialog.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.SshResponder;
import io.arcconnect.ssh.internal.keys.MinaKey;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Which identity is tried when, against servers that answer by a script. */
class AuthenticationTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final MachineId MACHINE = MachineId.parse("/subscriptions/00000000-0000-0000-0000-000000000001"
            + "/resourceGroups/rg/providers/Microsoft.HybridCompute/machines/lin-01");
    private static final String[] ALL = {"publickey", "password", "keyboard-interactive"};

    private final LoginTries tries = new LoginTries();

    private static KeyPair pair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(algorithm.equals("EC") ? 256 : 2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SshIdentity password(String password) {
        return SshIdentity.password(Secret.of(password));
    }

    private boolean login(ScriptedDialog server, SshIdentity... identities) {
        Candidates candidates = new Candidates(MACHINE, Schedulers.boundedElastic(), false);
        return new Authentication(server, "ada", List.of(identities), candidates, tries)
                .login()
                .block(LIMIT);
    }

    private static ScriptedDialog server(Function<String, AuthReply> script) {
        return new ScriptedDialog(Set.of("rsa-sha2-256", "ecdsa-sha2-nistp256"), script);
    }

    @Test
    void login_whenAllAreRefused_thenEachWasTriedOnceInItsOrder() {
        ScriptedDialog server = server(told -> refused(ALL));

        boolean isIn = login(
                server,
                password("one"),
                SshIdentity.keyPair(pair("RSA")),
                password("two"),
                SshIdentity.keyPair(pair("EC")),
                password("one"));

        assertThat(isIn).isFalse();
        assertThat(server.heard.subList(0, 4))
                .containsExactly("none", "password one", "publickey! rsa-sha2-256", "password two");
        assertThat(server.heard).hasSize(5);
        assertThat(tries).hasToString("password refused; key pair refused; password refused; key pair refused");
    }

    @Test
    void login_whenPasswordsAreAskedFor_thenEachWhenItsTurnComesAndNoneAfterTheRightOne() {
        ScriptedDialog server = server(told -> told.equals("password right") ? accepted() : refused(ALL));
        AtomicInteger asked = new AtomicInteger();
        Mono<Secret> person = Mono.fromSupplier(() -> Secret.of(asked.incrementAndGet() == 1 ? "wrong" : "right"));

        boolean isIn = login(
                server,
                SshIdentity.password(person.hide()),
                SshIdentity.password(person.hide()),
                SshIdentity.password(person.hide()));

        assertThat(isIn).isTrue();
        assertThat(server.heard).containsExactly("none", "password wrong", "password right");
        assertThat(asked).hasValue(2);
    }

    @Test
    void login_whenTheServerTakesNoPassword_thenNobodyIsAskedForOne() {
        ScriptedDialog server = server(told -> refused("publickey"));
        AtomicInteger asked = new AtomicInteger();

        boolean isIn = login(
                server, SshIdentity.password(Mono.fromSupplier(() -> Secret.of("asked " + asked.incrementAndGet()))));

        assertThat(isIn).isFalse();
        assertThat(asked).hasValue(0);
    }

    @Test
    void login_whenAPasswordIsTheAnswerToAQuestion_thenItIsAskedForThen() {
        ScriptedDialog server = server(told -> switch (told) {
            case "none" -> refused("keyboard-interactive");
            case "keyboard-interactive" -> asks("Password: ");
            default -> told.equals("answer right") ? accepted() : refused("keyboard-interactive");
        });

        assertThat(login(server, SshIdentity.password(Mono.just(Secret.of("right")))))
                .isTrue();
    }

    @Test
    void login_whenWhoeverIsAskedForAPasswordGivesUp_thenTheNextIdentityIsTried() {
        ScriptedDialog server = server(told -> told.equals("password right") ? accepted() : refused(ALL));

        assertThat(login(server, SshIdentity.password(Mono.empty()), password("right")))
                .isTrue();
    }

    @Test
    void login_whenOneSucceeds_thenNothingAfterItIsTouched() {
        ScriptedDialog server = server(told -> told.equals("password right") ? accepted() : refused(ALL));
        AtomicInteger asked = new AtomicInteger();

        boolean isIn = login(
                server,
                password("right"),
                SshIdentity.privateKey(Path.of("no such file")),
                SshIdentity.certificate(machine -> Mono.fromRunnable(asked::incrementAndGet)));

        assertThat(isIn).isTrue();
        assertThat(server.heard).containsExactly("none", "password right");
        assertThat(tries).hasToString("password accepted");
        assertThat(asked).hasValue(0);
    }

    @Test
    void login_whenNobodyHasToProveAnything_thenLoggedIn() {
        ScriptedDialog server = server(told -> accepted());

        assertThat(login(server, password("unused"))).isTrue();
        assertThat(server.heard).containsExactly("none");
    }

    @Test
    void login_whenTheKeyIsAtHand_thenItIsProvedAtOnce() {
        ScriptedDialog server = server(told -> told.startsWith("publickey!") ? accepted() : refused("publickey"));

        assertThat(login(server, SshIdentity.keyPair(pair("RSA")))).isTrue();
        assertThat(server.heard).containsExactly("publickey! rsa-sha2-256");
    }

    @Test
    void login_whenTheKeyThatIsProvedAtOnceIsRefused_thenTheServerHasSaidWhatElseItTakes() {
        ScriptedDialog server = server(told -> told.equals("password right") ? accepted() : refused("password"));

        assertThat(login(server, SshIdentity.keyPair(pair("EC")), password("right")))
                .isTrue();
        assertThat(server.heard).containsExactly("publickey! ecdsa-sha2-nistp256", "password right");
        assertThat(tries).hasToString("key pair not offered by the server; password accepted");
    }

    @Test
    void login_whenTheKeyThatIsProvedAtOnceDoesNotSuffice_thenTheRestIsAskedFor() {
        ScriptedDialog server = server(told -> told.equals("password second") ? accepted() : partial("password"));

        assertThat(login(server, SshIdentity.keyPair(pair("EC")), password("second")))
                .isTrue();
        assertThat(server.heard).containsExactly("publickey! ecdsa-sha2-nistp256", "password second");
    }

    /** As OpenSSH's server does with "AuthenticationMethods password,publickey": it looks at no key before the password. */
    @Test
    void login_whenTheKeyIsWantedAfterThePassword_thenItIsProvedAgain() {
        AtomicInteger passwords = new AtomicInteger();
        ScriptedDialog server = server(told -> switch (told) {
            case "password first" -> {
                passwords.incrementAndGet();
                yield partial("publickey");
            }
            case "publickey! ecdsa-sha2-nistp256" -> passwords.get() > 0 ? accepted() : refused("password");
            default -> refused("password");
        });

        boolean isIn = login(server, SshIdentity.keyPair(pair("EC")), password("first"));

        assertThat(isIn).isTrue();
        assertThat(server.heard)
                .containsExactly("publickey! ecdsa-sha2-nistp256", "password first", "publickey! ecdsa-sha2-nistp256");
    }

    @Test
    void login_whenTheFirstKeyCannotBeUsed_thenThatIsToldOnceAndTheServerIsAskedWhatItTakes() {
        ScriptedDialog server = server(told -> told.equals("password right") ? accepted() : refused("password"));

        assertThat(login(server, SshIdentity.privateKey(Path.of("no such file")), password("right")))
                .isTrue();
        assertThat(server.heard).containsExactly("none", "password right");
        assertThat(tries.toString()).containsOnlyOnce("ssh.identity_unreadable");
    }

    @Test
    void attempt_whenSomebodyWouldHaveToOpenTheKey_thenOnlyForAServerThatWouldTakeIt() {
        KeyPair pair = pair("RSA");
        AtomicInteger opened = new AtomicInteger();
        KeyCandidate locked = new KeyCandidate(
                "locked",
                new LockedKey(
                        MinaKey.of(pair).blob(),
                        Mono.fromSupplier(() -> {
                            opened.incrementAndGet();
                            return pair;
                        }),
                        new SshException(Failure.of(SshReason.KEY_REFUSED_ON_WINDOWS, Stage.LOCAL, "another key"))));
        ScriptedDialog unwilling = server(told -> refused("publickey"));
        ScriptedDialog willing = server(told -> told.startsWith("publickey?") ? null : accepted());

        locked.attempt(unwilling, "ada", "publickey").block(LIMIT);
        assertThat(opened).hasValue(0);
        locked.attempt(willing, "ada", "publickey").block(LIMIT);

        assertThat(opened).hasValue(1);
        assertThat(unwilling.heard).containsExactly("publickey? rsa-sha2-256");
        assertThat(willing.heard).containsExactly("publickey? rsa-sha2-256", "publickey! rsa-sha2-256");
    }

    @Test
    void login_whenTheServerDoesNotSayWhatItTakes_thenAnRsaKeyIsOfferedBothWaysButNeverWithSha1() {
        ScriptedDialog server = new ScriptedDialog(Set.of(), told -> refused("publickey"));

        assertThat(login(server, SshIdentity.keyPair(pair("RSA")))).isFalse();
        assertThat(server.heard).containsExactly("none", "publickey! rsa-sha2-512", "publickey! rsa-sha2-256");
    }

    @Test
    void login_whenTheServerWantsTwoThings_thenWhatWasNotOfferedBeforeIsTriedAndNothingTwice() {
        ScriptedDialog server = server(told -> switch (told) {
            case "publickey! ecdsa-sha2-nistp256" -> partial("password");
            case "password second" -> accepted();
            default -> refused("publickey");
        });

        boolean isIn = login(server, password("second"), SshIdentity.keyPair(pair("EC")));

        assertThat(isIn).isTrue();
        assertThat(server.heard).containsExactly("none", "publickey! ecdsa-sha2-nistp256", "password second");
    }

    @Test
    void login_whenAPasswordIsOnlyTakenAsAnAnswer_thenItIsGivenOnce() {
        ScriptedDialog server = server(told -> switch (told) {
            case "keyboard-interactive" -> asks("Password: ");
            case "answer right" -> asks(); // PAM ends with a round of nothing
            case "answer" -> accepted();
            default -> refused("keyboard-interactive");
        });

        assertThat(login(server, password("right"))).isTrue();
        assertThat(server.heard).containsExactly("none", "keyboard-interactive", "answer right", "answer");
    }

    @Test
    void login_whenAPasswordIsAskedForAgain_thenItIsNotRepeated() {
        ScriptedDialog server =
                server(told -> told.equals("none") ? refused("keyboard-interactive") : asks("Password: "));

        assertThat(login(server, password("wrong"))).isFalse();
        assertThat(server.heard).containsExactly("none", "keyboard-interactive", "answer wrong");
    }

    @Test
    void login_whenSeveralThingsAreAsked_thenTheResponderAnswersEachRound() {
        ScriptedDialog server = server(told -> switch (told) {
            case "keyboard-interactive" -> asks("Password: ", "Code: ");
            case "answer hunter2 42" -> asks("Press Enter");
            case "answer " -> accepted();
            default -> refused("keyboard-interactive");
        });
        SshResponder responder = challenge -> Mono.just(
                challenge.prompts().size() == 2
                        ? List.of(Secret.of("hunter2"), Secret.of("42"))
                        : List.of(Secret.empty()));

        assertThat(login(server, SshIdentity.keyboardInteractive(responder))).isTrue();
    }

    @Test
    void login_whenTheResponderGivesUpFailsOrMiscounts_thenTheNextIdentityIsTried() {
        ScriptedDialog server = server(told -> switch (told) {
            case "keyboard-interactive" -> asks("Code: ");
            case "password right" -> accepted();
            default -> refused(ALL);
        });

        boolean isIn = login(
                server,
                SshIdentity.keyboardInteractive(challenge -> Mono.empty()),
                SshIdentity.keyboardInteractive(challenge -> Mono.error(new IllegalStateException("away"))),
                SshIdentity.keyboardInteractive(challenge -> Mono.just(List.of())),
                password("right"));

        assertThat(isIn).isTrue();
        assertThat(tries.toString())
                .contains("keyboard-interactive given up here")
                .contains(
                        "ssh.identity_unavailable (answering the server's questions failed with IllegalStateException)")
                .contains("IllegalArgumentException")
                .endsWith("password accepted");
    }

    @Test
    void login_whenNothingCouldBeTried_thenTheFirstReasonIsKept() {
        ScriptedDialog server = server(told -> refused(ALL));
        SshException away = new SshException(
                Failure.of(SshReason.CERTIFICATE_UNUSABLE, Stage.LOCAL, "away").on(MACHINE));

        boolean isIn = login(
                server,
                SshIdentity.certificate(machine -> Mono.error(away)),
                SshIdentity.privateKey(Path.of("no such file")));

        assertThat(isIn).isFalse();
        assertThat(tries.onlyUnusable()).containsSame(away);
    }

    @Test
    void login_whenAPasswordHasToBeChanged_thenSaysSo() {
        ScriptedDialog server = server(told -> told.startsWith("password ") ? asks() : refused(ALL));

        assertThat(login(server, password("old"))).isFalse();
        assertThat(tries).hasToString("password has to be changed first");
    }
}
