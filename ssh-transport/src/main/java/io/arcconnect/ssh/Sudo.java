package io.arcconnect.ssh;

import io.arcconnect.model.Secret;
import io.arcconnect.ssh.internal.exec.SudoSpec;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/**
 * Runs a command as another user, by the machine's {@code sudo}. A password is written to sudo's standard input when sudo
 * asks for it and never else, so that it is in no command line, no log and no input of the command. Immutable; printing one
 * is safe.
 *
 * <p>The command, which must be POSIX, is run by {@code sh}. What was to be read before it runs is sudo's; the command reads
 * {@link Exec#stdin} only. When sudo does not let the command run, it is {@code ssh.sudo_refused}.
 */
public final class Sudo {

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@\\\\-]*\\$?|#[0-9]+");

    private final SudoSpec spec;

    private Sudo(Optional<Mono<Secret>> password, Optional<String> user) {
        this.spec = new SudoSpec(password, user);
    }

    /** {@return sudo to root where no password is needed; when one is, {@code ssh.sudo_refused}} */
    public static Sudo withoutPassword() {
        return new Sudo(Optional.empty(), Optional.empty());
    }

    /**
     * sudo to root with a password.
     *
     * @param password subscribed to when sudo asks, on a thread that may block unless {@link Ssh#onEventLoop()} was chosen; an
     *     empty one is {@code ssh.sudo_refused}, and its error is the command's
     * @return the description
     */
    public static Sudo password(Mono<Secret> password) {
        return new Sudo(Optional.of(Objects.requireNonNull(password, "password")), Optional.empty());
    }

    /**
     * Names the user. Default root.
     *
     * @param name a user's name, or {@code #} and a number
     * @return a new description
     * @throws IllegalArgumentException when it is neither
     */
    public Sudo as(String name) {
        if (!USER.matcher(name).matches()) {
            throw new IllegalArgumentException("no user is called " + name);
        }
        return new Sudo(spec.password(), Optional.of(name));
    }

    SudoSpec spec() {
        return spec;
    }

    /** {@return the user} */
    @Override
    public String toString() {
        return "Sudo[" + spec.user().orElse("root") + "]";
    }
}
