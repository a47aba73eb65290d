package io.arcconnect.ssh;

import io.arcconnect.model.Secret;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Objects;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * How to log in. Identities are tried exactly in the order in which they were given, whatever their kind. One that cannot be
 * used here, such as a file that cannot be read or an agent that does not run, is passed over; its reason is the login's
 * when no identity was refused by the machine and none succeeds, and otherwise among the evidence. Printing one is safe.
 */
public sealed interface SshIdentity {

    /**
     * A password. It also answers a server that asks for nothing but one hidden text by keyboard-interactive.
     *
     * @param password the password
     * @return the identity
     */
    static SshIdentity password(Secret password) {
        return new Password(Objects.requireNonNull(password, "password"));
    }

    /**
     * A password that is asked for only when the machine would take one: what comes before it has not helped, and the server
     * offers logins by password. Give several, each with a question of its own, to let a person try again.
     *
     * @param password subscribed to at most once in each login, where it may block; its time counts towards {@link
     *     Ssh#loginTimeout}. Empty gives up on this identity
     * @return the identity
     */
    static SshIdentity password(Mono<Secret> password) {
        return new AskedPassword(Objects.requireNonNull(password, "password"));
    }

    /**
     * A private key file without a passphrase. It is read when its turn comes.
     *
     * @param file OpenSSH, PEM or PKCS#8 form; ed25519, ecdsa or rsa
     * @return the identity
     */
    static KeyFile privateKey(Path file) {
        return new KeyFile(Objects.requireNonNull(file, "file"), Optional.empty(), Optional.empty());
    }

    /**
     * A private key file with a passphrase. It is read when its turn comes.
     *
     * @param file OpenSSH, PEM or PKCS#8 form
     * @param passphrase opens it
     * @return the identity
     */
    static KeyFile privateKey(Path file, Secret passphrase) {
        return privateKey(file, Mono.just(passphrase));
    }

    /**
     * A private key file whose passphrase is asked for only when it is needed: the file has one, and the machine would take
     * the key. Where the public half cannot be seen (PEM or PKCS#8 form without a {@code .pub} file beside it) it is asked for
     * first.
     *
     * @param file OpenSSH, PEM or PKCS#8 form
     * @param passphrase subscribed to at most once in each login, where it may block; put {@code cache()} behind it to ask
     *     once for many. Empty gives up on this identity
     * @return the identity
     */
    static KeyFile privateKey(Path file, Mono<Secret> passphrase) {
        return new KeyFile(
                Objects.requireNonNull(file, "file"),
                Optional.of(Objects.requireNonNull(passphrase, "passphrase")),
                Optional.empty());
    }

    /**
     * The text of a private key file, as a vault keeps it, without a passphrase.
     *
     * @param text OpenSSH, PEM or PKCS#8 form
     * @return the identity
     */
    static SshIdentity privateKeyText(Secret text) {
        return new KeyText(Objects.requireNonNull(text, "text"), Optional.empty());
    }

    /**
     * The text of a private key file with a passphrase.
     *
     * @param text OpenSSH, PEM or PKCS#8 form
     * @param passphrase as in {@link #privateKey(Path, Mono)}
     * @return the identity
     */
    static SshIdentity privateKeyText(Secret text, Mono<Secret> passphrase) {
        return new KeyText(
                Objects.requireNonNull(text, "text"), Optional.of(Objects.requireNonNull(passphrase, "passphrase")));
    }

    /**
     * A key pair in memory.
     *
     * @param pair ed25519, ecdsa or rsa
     * @return the identity
     */
    static SshIdentity keyPair(KeyPair pair) {
        return new InMemory(Objects.requireNonNull(pair, "pair"));
    }

    /** {@return the keys of {@link SshAgent#fromEnvironment()}, in the agent's order} */
    static SshIdentity agent() {
        return agent(SshAgent.fromEnvironment());
    }

    /**
     * The keys of an agent, in its order; keys on hardware and certificates too.
     *
     * @param agent which, and which of its keys
     * @return the identity
     */
    static SshIdentity agent(SshAgent agent) {
        return new Agent(Objects.requireNonNull(agent, "agent"));
    }

    /**
     * Answers to the server's questions (RFC 4256), such as one-time codes.
     *
     * @param responder answers
     * @return the identity
     */
    static SshIdentity keyboardInteractive(SshResponder responder) {
        return new Interactive(Objects.requireNonNull(responder, "responder"));
    }

    /**
     * A certificate that is got for each login. {@link Ssh#certified} takes the user's name from it, too.
     *
     * @param source gives it
     * @return the identity
     */
    static SshIdentity certificate(SshCertificateSource source) {
        return new Certified(Objects.requireNonNull(source, "source"));
    }

    /**
     * A certificate in memory.
     *
     * @param certificate with its key
     * @return the identity
     */
    static SshIdentity certificate(SshCertificate certificate) {
        return certificate(machine -> Mono.just(certificate));
    }

    /**
     * A password.
     *
     * @param password hidden
     */
    record Password(Secret password) implements SshIdentity {}

    /**
     * A password that somebody is asked for.
     *
     * @param password asks
     */
    record AskedPassword(Mono<Secret> password) implements SshIdentity {

        /** {@return nothing of the password} */
        @Override
        public String toString() {
            return "AskedPassword[***]";
        }
    }

    /**
     * A key file.
     *
     * @param file where
     * @param passphrase opens it, when it needs one
     * @param certificate a certificate for the key, if the login is by that
     */
    record KeyFile(Path file, Optional<Mono<Secret>> passphrase, Optional<Path> certificate) implements SshIdentity {

        /**
         * Logs in by a certificate for this key.
         *
         * @param certificateFile such as {@code id_ed25519-cert.pub}; read when its turn comes
         * @return a new identity
         */
        public KeyFile withCertificate(Path certificateFile) {
            return new KeyFile(file, passphrase, Optional.of(certificateFile));
        }

        /** {@return where the files are} */
        @Override
        public String toString() {
            return "KeyFile[" + file + certificate.map(of -> ", " + of).orElse("") + "]";
        }
    }

    /**
     * A key file's text.
     *
     * @param text hidden
     * @param passphrase opens it, when it needs one
     */
    record KeyText(Secret text, Optional<Mono<Secret>> passphrase) implements SshIdentity {

        /** {@return nothing of the key} */
        @Override
        public String toString() {
            return "KeyText[***]";
        }
    }

    /**
     * A key pair.
     *
     * @param pair both halves
     */
    record InMemory(KeyPair pair) implements SshIdentity {

        /** {@return the public half's algorithm only} */
        @Override
        public String toString() {
            return "InMemory[" + pair.getPublic().getAlgorithm() + "]";
        }
    }

    /**
     * Keys that an agent holds.
     *
     * @param agent which
     */
    record Agent(SshAgent agent) implements SshIdentity {}

    /**
     * Answers.
     *
     * @param responder answers
     */
    record Interactive(SshResponder responder) implements SshIdentity {}

    /**
     * A certificate.
     *
     * @param source gives it
     */
    record Certified(SshCertificateSource source) implements SshIdentity {}
}
