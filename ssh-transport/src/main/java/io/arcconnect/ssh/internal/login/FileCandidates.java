package io.arcconnect.ssh.internal.login;

import io.arcconnect.model.MachineId;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.SshIdentity.KeyFile;
import io.arcconnect.ssh.SshIdentity.KeyText;
import io.arcconnect.ssh.internal.keys.KeyEnvelope;
import io.arcconnect.ssh.internal.keys.KeyFiles;
import io.arcconnect.ssh.internal.keys.MinaKey;
import io.arcconnect.ssh.internal.keys.SshKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Private keys in files and texts, opened no earlier than they must be. */
final class FileCandidates {

    private final KeyFiles files;
    private final UsersCode usersCode;

    FileCandidates(MachineId machine, UsersCode usersCode) {
        this.files = new KeyFiles(machine);
        this.usersCode = usersCode;
    }

    Mono<Candidate> of(KeyFile file) {
        return Mono.defer(() -> {
            byte[] text = files.text(file.file());
            KeyEnvelope seen = KeyEnvelope.of(text);
            Optional<ByteBuffer> half = seen.publicHalf().or(() -> KeyFiles.publicHalfBeside(file.file()));
            return key(text, new KeyEnvelope(seen.isLocked(), half), file.file().toString(), file.passphrase())
                    .map(key -> file.certificate()
                            .map(certificate -> key.certified(files.certificate(certificate, key.blob())))
                            .orElse(key))
                    .map(key -> new KeyCandidate(
                            file.certificate()
                                    .map(certificate -> "certificate in " + certificate)
                                    .orElse("key of " + file.file()),
                            key));
        });
    }

    Mono<Candidate> of(KeyText identity) {
        return Mono.defer(() -> {
            byte[] text = identity.text().reveal().getBytes(StandardCharsets.UTF_8);
            return key(text, KeyEnvelope.of(text), "a text", identity.passphrase())
                    .map(key -> new KeyCandidate("key of a text", key));
        });
    }

    private Mono<SshKey> key(byte[] text, KeyEnvelope seen, String name, Optional<Mono<Secret>> passphrase) {
        if (!seen.isLocked()) {
            return Mono.fromCallable(() -> MinaKey.of(files.open(text, name, Optional.empty())));
        }
        if (passphrase.isEmpty()) {
            return Mono.error(() -> files.unreadable(name + " is encrypted, and no passphrase was given", null));
        }
        Mono<KeyPair> opening = usersCode
                .run("asking for the passphrase of " + name, passphrase::get)
                .map(secret -> files.open(text, name, Optional.of(secret)));
        return seen.publicHalf()
                .<Mono<SshKey>>map(half -> Mono.just(new LockedKey(
                        half,
                        opening,
                        files.unreadable("the public half beside " + name + " is of another key", null))))
                .orElseGet(() -> opening.map(MinaKey::of));
    }
}
