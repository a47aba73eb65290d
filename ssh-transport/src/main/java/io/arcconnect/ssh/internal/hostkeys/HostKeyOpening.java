package io.arcconnect.ssh.internal.hostkeys;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.spi.Route;
import io.arcconnect.ssh.HostKey;
import io.arcconnect.ssh.HostKeyDecision;
import io.arcconnect.ssh.HostKeySource;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One opening of a session, with whoever must be asked about the machine's key first. Nobody is asked while a connection is
 * open: the server's patience and {@link Ssh#loginTimeout} are not made for people, or for slow sources.
 *
 * @param keys who is believed
 * @param route to the machine
 * @param login dials and logs in, believing whom the check believes
 */
public record HostKeyOpening<S>(Trust keys, Route route, Function<HostKeyCheck, Mono<S>> login) {

    public Mono<S> session() {
        if (keys.first() instanceof FirstContact.Asked asked) {
            return trying(shown -> ask(asked.decision(), shown));
        }
        if (keys.first() instanceof FirstContact.Verified verified) {
            return isSomebodyKnown()
                    .flatMap(known -> known ? trying(shown -> verify(verified.source())) : verify(verified.source()));
        }
        return login.apply(keys.judging(((FirstContact.Judged) keys.first()).check()));
    }

    /** Logs in where the key is known; where it is not, goes on with what was shown. */
    private Mono<S> trying(Function<ShownHostKey, Mono<S>> unknown) {
        return Mono.defer(() -> {
            HostKeyWitness witness = new HostKeyWitness(Optional.of(keys.judging(new RefusingCheck())), false);
            return login.apply(witness)
                    .onErrorResume(
                            error -> witness.isUnknown(),
                            error -> witness.shown().map(unknown).orElseGet(() -> Mono.error(error)));
        });
    }

    private Mono<S> ask(HostKeyDecision decision, ShownHostKey shown) {
        return Mono.defer(() -> decision.isBelieved(
                        route.machine(), HostKey.parse(shown.key().toString())))
                .subscribeOn(route.scheduler())
                .filter(believed -> believed)
                .switchIfEmpty(Mono.error(() -> new SshException(
                        shown.failure(SshReason.HOST_KEY_UNKNOWN, "whoever was asked did not accept the machine's key")
                                .on(route.machine()))))
                .flatMap(yes -> login.apply(keys.judging(new ExactCheck(List.of(shown.key()), "whoever was asked"))));
    }

    private Mono<S> verify(HostKeySource source) {
        return Flux.defer(() -> source.hostKeys(route))
                .subscribeOn(route.scheduler())
                .collectList()
                .flatMap(named -> login.apply(keys.judging(ExactCheck.of(named, "the configured source"))));
    }

    private Mono<Boolean> isSomebodyKnown() {
        return keys.file()
                .map(file -> Mono.fromCallable(
                                () -> file.keysOf(route.machine().key()).isSomebodyKnown())
                        .onErrorMap(IOException.class, this::unreadable)
                        .subscribeOn(route.scheduler()))
                .orElseGet(() -> Mono.just(false));
    }

    private ArcConnectException unreadable(IOException e) {
        return new SshException(
                Failure.of(SshReason.HOST_KEY_UNKNOWN, Stage.SESSION, "the known-hosts file cannot be used: " + e)
                        .causedBy(e)
                        .on(route.machine()));
    }
}
