package io.arcconnect.cli.options;

import io.arcconnect.ArcMachine;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.ssh.Ssh;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** Who logs in, with what, and which host keys are believed. */
public final class LoginOptions {

    /** As long as servers usually wait for a person who types (OpenSSH: {@code LoginGraceTime}). */
    private static final Duration LOGIN = Duration.ofMinutes(2);

    private static final int USUAL_PORT = 22;

    @Option(
            names = {"--local-user", "--user"},
            paramLabel = "NAME",
            description = "account of the machine to log in as (default: log in with Entra ID, on Linux)")
    @Nullable
    String localUser;

    @Option(
            names = {"--private-key-file", "-i", "--identity"},
            paramLabel = "FILE",
            description = "private key to log in with (default: the agent's keys, then those in ~/.ssh)")
    @Nullable
    Path privateKey;

    @Option(
            names = {"--certificate-file", "-c"},
            paramLabel = "FILE",
            description = "certificate for the private key")
    @Nullable
    Path certificate;

    @ArgGroup
    PasswordSource password = new PasswordSource();

    @Option(names = "--port", paramLabel = "N", description = "port of the machine's SSH server (default: 22)")
    @Nullable
    Integer port;

    @Option(
            names = "--known-hosts",
            paramLabel = "FILE",
            description = "host keys to believe, by resource id (default: ~/.arcconnect/known_hosts)")
    @Nullable
    Path knownHosts;

    @ArgGroup
    FirstContact firstContact = new FirstContact();

    @Option(
            names = {"--yes", "-y", "--yes-without-prompt"},
            description = "set up the SSH port on the machine where that is missing, without asking")
    boolean consent;

    /** Made by picocli. */
    public LoginOptions() {}

    /**
     * Does what needs a login: signs in to Entra ID where that is how to log in, and asks for consent where the machine lets
     * nobody in yet. The work may be begun a second time, after a consent; the first time it had reached nothing.
     *
     * @param machine the machine
     * @param azure which cloud, and who is asking
     * @param around the process
     * @param work what to do, with the machine and the login that it is given
     * @param <T> the result
     * @return the result
     */
    public <T> Mono<T> reach(
            ArcMachine machine, AzureOptions azure, Surroundings around, BiFunction<ArcMachine, Ssh, Mono<T>> work) {
        SetUpConsent setUp = new SetUpConsent(consent, Optional.ofNullable(port), around.terminal());
        return Mono.defer(() -> Optional.ofNullable(localUser)
                        .map(user -> Mono.just(ssh(azure, around)))
                        .orElseGet(() -> signedIn(machine, azure, around)))
                .flatMap(ssh -> setUp.to(machine, permitted -> work.apply(permitted, ssh)));
    }

    /**
     * Says how to log in. Nobody is asked yet.
     *
     * @param azure which cloud, and who is asking
     * @param around the process
     * @return the protocol
     * @throws IllegalArgumentException when the options do not go together, or one is malformed
     */
    public Ssh ssh(AzureOptions azure, Surroundings around) {
        if (localUser == null) {
            requireNothingOfALocalUser();
            return common(Ssh.certified(new EntraSignIn(azure, around).certificates()), around);
        }
        return new Identities(around, privateKey, certificate, password, localUser)
                .on(common(Ssh.as(localUser), around));
    }

    private Mono<Ssh> signedIn(ArcMachine machine, AzureOptions azure, Surroundings around) {
        requireNothingOfALocalUser();
        return new EntraSignIn(azure, around)
                .on(machine)
                .map(certificates -> common(Ssh.certified(certificates), around));
    }

    private void requireNothingOfALocalUser() {
        if (privateKey != null || certificate != null || password.isGiven()) {
            throw new IllegalArgumentException(
                    "a key, a certificate and a password are of an account of the machine: name it with --local-user");
        }
    }

    private Ssh common(Ssh ssh, Surroundings around) {
        return ssh.port(port())
                .loginTimeout(LOGIN)
                .hostKeys(firstContact.hostKeys(Optional.ofNullable(knownHosts), around));
    }

    /** {@return the port of the machine's SSH server} */
    public int port() {
        return port == null ? USUAL_PORT : port;
    }

    /** {@return the account of the machine; empty for a login with Entra ID} */
    public Optional<String> localUser() {
        return Optional.ofNullable(localUser);
    }
}
