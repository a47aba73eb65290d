package io.arcconnect.ssh.internal.login;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.ssh.internal.login.AuthReply.Accepted;
import io.arcconnect.ssh.internal.login.AuthReply.Refused;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tries identities in their order until the server is content. What cannot be used here is passed over; after a partial
 * success (RFC 4252, section 5.1) it begins anew with those that have not been tried. One per login.
 */
public final class Authentication {

    private final AuthDialog dialog;
    private final String user;
    private final List<SshIdentity> identities;
    private final Candidates candidates;
    private final LoginTries tries;
    private final Set<Object> tried = new HashSet<>();
    private volatile Refused offer = new Refused(List.of(), false);
    /** Whether the server has said what it takes, or that it is content. */
    private volatile boolean hasSpoken;

    public Authentication(
            AuthDialog dialog, String user, List<SshIdentity> identities, Candidates candidates, LoginTries tries) {
        this.dialog = dialog;
        this.user = user;
        this.identities = identities;
        this.candidates = candidates;
        this.tries = tries;
    }

    /** {@return whether the user is logged in} */
    public Mono<Boolean> login() {
        return unasked().switchIfEmpty(Mono.defer(() -> dialog.begin(user))).flatMap(this::after);
    }

    /**
     * A key at hand that comes first anyway: to ask before what the server takes costs a round trip, and the delay that OpenSSH
     * puts before every refusal (auth2.c). Its answer, whatever it is, says what it takes. Empty for anything else, also for what
     * cannot be used, which is told when its turn comes.
     */
    private Mono<AuthReply> unasked() {
        return Mono.justOrEmpty(identities.stream().findFirst())
                .filter(Candidates::needsNobody)
                .flatMap(first -> candidates.of(first).next())
                .filter(candidate -> candidate.isOnePacket(dialog))
                .onErrorResume(ArcConnectException.class, unusable -> Mono.empty())
                .flatMap(this::attempt)
                .filter(reply -> reply instanceof Accepted || reply instanceof Refused);
    }

    private Mono<Boolean> after(AuthReply reply) {
        hasSpoken = true;
        if (reply instanceof Refused refused) {
            offer = refused;
            return walk();
        }
        return Mono.just(reply instanceof Accepted);
    }

    /** Each step is subscribed to when the one before it has ended: nobody is asked for anything too early. */
    private Mono<Boolean> walk() {
        return Flux.fromIterable(identities)
                .concatMap(this::attempts, 0)
                .next()
                .flatMap(this::after)
                .defaultIfEmpty(false);
    }

    private Flux<AuthReply> attempts(SshIdentity identity) {
        return candidates
                .of(identity)
                .concatMap(this::attempt, 0)
                .filter(AuthReply::isProgress)
                .onErrorResume(ArcConnectException.class, this::passOver);
    }

    private Mono<AuthReply> attempt(Candidate candidate) {
        Object itself = List.of(candidate.name(), candidate.key());
        if (tried.contains(candidate.key()) || tried.contains(itself)) {
            return Mono.empty();
        }
        Optional<String> method = candidate.method(offer);
        if (method.isEmpty()) {
            tries.notOffered(candidate);
            return Mono.empty();
        }
        tried.add(itself); // what comes of it elsewhere is another matter until the server has judged
        return candidate
                .attempt(dialog, user, method.get())
                .doOnNext(reply -> judged(candidate, itself, reply))
                .switchIfEmpty(Mono.fromRunnable(() -> tries.givenUp(candidate)))
                .onErrorResume(ArcConnectException.class, this::passOver);
    }

    private void judged(Candidate candidate, Object itself, AuthReply reply) {
        if (reply instanceof Refused refused && !refused.isPartial()) {
            offer = refused;
        }
        if (!hasSpoken && candidate.method(offer).isEmpty()) {
            // Nobody has looked at it: its turn comes, or comes again when the server wants it after something else.
            tried.remove(itself);
            return;
        }
        tried.add(candidate.key());
        tries.judged(candidate, reply);
    }

    private Mono<AuthReply> passOver(ArcConnectException problem) {
        tries.unusable(problem);
        return Mono.empty();
    }
}
