package io.arcconnect.fake;

import io.arcconnect.ssh.ExitStatus;
import java.nio.ByteBuffer;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a command does, once it has begun. */
@FunctionalInterface
interface CommandAnswer {

    /**
     * What one run does.
     *
     * @param stdout what it writes
     * @param stderr what it writes
     * @param exit how it ends, which may be before its outputs are read
     */
    record Played(Flux<ByteBuffer> stdout, Flux<ByteBuffer> stderr, Mono<ExitStatus> exit) {

        /** Waits with all of it. */
        Played after(Mono<Void> begin) {
            return new Played(begin.thenMany(stdout), begin.thenMany(stderr), begin.then(exit));
        }
    }

    /**
     * Plays it.
     *
     * @param command what is run; its input arrives while {@code input} is subscribed to
     * @param input what the command reads, once
     * @return what it does
     */
    Played play(RanCommand command, Flux<ByteBuffer> input);

    /** What is answered when all input is read, and not before a time. */
    static CommandAnswer whenRead(Duration delay, CommandAnswer answer) {
        return (command, input) -> {
            Mono<Void> begin = Mono.defer(() -> input.then(
                            delay.isZero()
                                    ? Mono.<Void>empty()
                                    : Mono.delay(delay).then()))
                    .cache();
            return deferred(() -> answer.play(command, Flux.empty())).after(begin);
        };
    }

    /** Plays one thing for three publishers, and not before the first of them is subscribed to. */
    private static Played deferred(java.util.function.Supplier<Played> played) {
        Mono<Played> once = Mono.fromSupplier(played).cache();
        return new Played(
                once.flatMapMany(Played::stdout), once.flatMapMany(Played::stderr), once.flatMap(Played::exit));
    }
}
