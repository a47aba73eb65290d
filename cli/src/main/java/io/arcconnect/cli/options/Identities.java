package io.arcconnect.cli.options;

import io.arcconnect.cli.console.LoginQuestions;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a local user is logged in with, in OpenSSH's order: keys, then questions of the server, then a password. A key or a
 * password that was named stands alone before the questions; without any, the agent's keys and those in ~/.ssh are tried.
 */
final class Identities {

    /** The names of OpenSSH (ssh(1), {@code -i}), without those of keys on hardware, which only an agent can use. */
    private static final List<String> USUAL_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    /** As often as OpenSSH asks (ssh_config(5), NumberOfPasswordPrompts). */
    private static final int TRIES = 3;

    private final Surroundings around;
    private final Optional<Path> key;
    private final Optional<Path> certificate;
    private final PasswordSource password;
    private final LoginQuestions questions;

    Identities(
            Surroundings around, @Nullable Path key, @Nullable Path certificate, PasswordSource password, String user) {
        this.around = around;
        this.key = Optional.ofNullable(key);
        this.certificate = Optional.ofNullable(certificate);
        this.password = password;
        this.questions = new LoginQuestions(around.terminal(), user);
        if (certificate != null && key == null) {
            throw new IllegalArgumentException("a certificate needs its private key: --private-key-file");
        }
    }

    Ssh on(Ssh ssh) {
        Ssh with = ssh;
        for (SshIdentity identity : all()) {
            with = with.identity(identity);
        }
        return with;
    }

    private List<SshIdentity> all() {
        List<SshIdentity> all = new ArrayList<>();
        Optional<Secret> known = password.password(around);
        key.ifPresent(file -> all.add(named(file)));
        known.ifPresent(secret -> all.add(SshIdentity.password(secret)));
        if (key.isEmpty() && known.isEmpty()) {
            if (!around.environment().getOrDefault("SSH_AUTH_SOCK", "").isBlank()) {
                all.add(SshIdentity.agent());
            }
            usualKeys().forEach(file -> all.add(questions.key(file)));
        }
        if (known.isEmpty()) {
            for (int i = 0; i < TRIES; i++) {
                all.add(SshIdentity.keyboardInteractive(questions.responder()));
            }
            for (int i = 0; i < TRIES; i++) {
                all.add(SshIdentity.password(questions.password()));
            }
        }
        return all;
    }

    private SshIdentity named(Path file) {
        SshIdentity.KeyFile identity = questions.key(file);
        return certificate.map(identity::withCertificate).orElse(identity);
    }

    private List<Path> usualKeys() {
        Path folder = around.home().resolve(".ssh");
        return USUAL_KEYS.stream()
                .map(folder::resolve)
                .filter(Files::isReadable)
                .toList();
    }
}
