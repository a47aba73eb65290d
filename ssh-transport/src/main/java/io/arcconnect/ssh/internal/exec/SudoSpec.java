package io.arcconnect.ssh.internal.exec;

import io.arcconnect.model.Secret;
import io.arcconnect.ssh.RemoteShell;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * As whom a command is run.
 *
 * @param password for when sudo asks; empty where none is needed
 * @param user empty for root
 */
public record SudoSpec(Optional<Mono<Secret>> password, Optional<String> user) {

    /** {@return the line that has sudo run a script, announcing its question with the token} */
    String line(String token, String script) {
        String how = password.isPresent() ? "sudo -S -p '[" + token + "?]'" : "sudo -n";
        return how + user.map(name -> " -u " + RemoteShell.POSIX.quote(name)).orElse("") + " -- sh -c "
                + RemoteShell.POSIX.quote(script);
    }
}
