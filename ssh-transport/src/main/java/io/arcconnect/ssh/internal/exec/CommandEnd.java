package io.arcconnect.ssh.internal.exec;

import io.arcconnect.ssh.ExitStatus;
import io.arcconnect.ssh.internal.channel.ChannelRequest;
import io.arcconnect.ssh.internal.channel.Closes;
import io.arcconnect.ssh.internal.shell.RemoteProcess;
import java.time.Duration;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Ends a command that nobody wants any more: TERM, then KILL, then its channel is closed, which most servers tell the command
 * only when it reads or writes next. A process that has told its number is signalled with its group over a channel of its
 * own; for others the server is asked, and where it declines nothing is waited for.
 */
final class CommandEnd {

    /** After each signal. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** The rest of the 5 seconds that closing anything may take. */
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final MinaExec channel;
    private final Function<CommandSpec, Mono<CommandOutcome>> session;
    private final Mono<Void> once;

    /**
     * Knows how.
     *
     * @param channel of the command
     * @param session runs another command beside it
     */
    CommandEnd(MinaExec channel, Function<CommandSpec, Mono<CommandOutcome>> session) {
        this.channel = channel;
        this.session = session;
        this.once = Mono.defer(() -> hasEnded() ? Mono.empty() : step("TERM").then(step("KILL")))
                .then(Closes.within(channel, CLOSE))
                .cache();
    }

    /** Ends it, once whoever asks. Completes when its channel is closed; never errors; a cancel does not stop it. */
    Mono<Void> run() {
        return once;
    }

    /** Sends a signal; says whether anybody took it. */
    Mono<Boolean> signal(String name) {
        return channel.process()
                .timeout(GRACE, Mono.empty())
                .flatMap(process -> killed(process, name))
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.defer(() -> channel.ask(ChannelRequest.signal(name))));
    }

    private Mono<Boolean> killed(RemoteProcess process, String signal) {
        ExecPlan plan = channel.plan();
        return Mono.justOrEmpty(process.kill(Languages.of(plan.login().shell()), signal))
                .map(CommandSpec::of)
                .map(kill -> plan.spec().options().sudo().map(kill::sudo).orElse(kill))
                .flatMap(session)
                .map(CommandOutcome::isSuccess)
                .onErrorReturn(false);
    }

    private Mono<Void> step(String signal) {
        Mono<Void> ended = channel.closed().onErrorComplete();
        return Mono.defer(() -> channel.isClosed()
                ? Mono.empty()
                : signal(signal).flatMap(taken -> taken ? ended : Mono.empty()).timeout(GRACE, Mono.empty()));
    }

    private boolean hasEnded() {
        ExitStatus exit = channel.exitStatus();
        boolean isTold = exit.status().isPresent() || exit.signal().isPresent();
        return channel.isClosed() || (isTold && !isHeldOpenByItsGroup());
    }

    /** The time is up, and what the command has left running keeps its output open. */
    private boolean isHeldOpenByItsGroup() {
        return !channel.endsInOrder()
                && channel.foreword()
                        .flatMap(Foreword::process)
                        .filter(RemoteProcess::leadsGroup)
                        .isPresent();
    }
}
