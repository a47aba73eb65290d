package io.arcconnect.ssh;

import io.arcconnect.model.Secret;
import java.util.List;
import reactor.core.publisher.Mono;

/** Answers a server's questions: a person, a one-time code, a store of secrets. */
@FunctionalInterface
public interface SshResponder {

    /**
     * Answers one round of questions; a server may have several. It is called and subscribed to on a thread that may block,
     * and its time counts towards {@link Ssh#loginTimeout}.
     *
     * <p><b>Empty</b> gives up on this identity: the next one is tried. <b>Error:</b> likewise, and the login fails with it
     * when no other identity succeeds. <b>Cancel:</b> nobody waits any more.
     *
     * @param challenge the questions
     * @return as many answers as there are prompts, in the same order; {@link Secret#empty()} for the Enter key alone
     */
    Mono<List<Secret>> respond(SshChallenge challenge);
}
