package io.arcconnect.cli.options;

import io.arcconnect.cli.console.LoginQuestions;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.Sudo;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Whether a command is run as somebody else, and where sudo's password comes from. */
public final class SudoOptions {

    @Option(names = "--sudo", description = "run it as root; a password is asked for when sudo asks for one")
    boolean sudo;

    @Option(names = "--sudo-user", paramLabel = "NAME", description = "run it as this user")
    @Nullable
    String user;

    @ArgGroup
    Password password = new Password();

    /** At most one of these. */
    static final class Password {

        @Option(
                names = "--sudo-password-file",
                paramLabel = "FILE",
                description = "answer sudo with the first line of this file")
        @Nullable
        Path file;

        @Option(
                names = "--sudo-password-env",
                paramLabel = "VARIABLE",
                description = "answer sudo with this environment variable")
        @Nullable
        String variable;
    }

    /** Made by picocli. */
    public SudoOptions() {}

    /** {@return whether the command is to be run as somebody else} */
    public boolean isWanted() {
        return sudo || user != null;
    }

    /**
     * Applies them.
     *
     * @param command the command
     * @param around the process
     * @param login who logs in, as questions call them
     * @return the command, or a new one that sudo runs
     * @throws IllegalArgumentException when no user can be called so
     */
    public Exec on(Exec command, Surroundings around, Optional<String> login) {
        if (!isWanted()) {
            return command;
        }
        Sudo how = Sudo.password(secret(around, login.orElse("the user")));
        return command.sudo(user == null ? how : how.as(user));
    }

    private Mono<Secret> secret(Surroundings around, String login) {
        if (password.file != null) {
            Path file = password.file;
            return Mono.fromCallable(() -> PasswordSource.read(file)).subscribeOn(Schedulers.boundedElastic());
        }
        if (password.variable != null) {
            String variable = password.variable;
            return Mono.fromCallable(() -> PasswordSource.of(variable, around));
        }
        return new LoginQuestions(around.terminal(), login).sudoPassword();
    }
}
