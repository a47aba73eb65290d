package io.arcconnect.ssh.internal.login;

import io.arcconnect.model.Secret;
import io.arcconnect.ssh.internal.login.AuthReply.Refused;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;

/** A password (RFC 4252, section 8), asked for at the last moment, also for servers that take one only as the answer to a question. */
record PasswordCandidate(Mono<Secret> password, Object key) implements Candidate {

    private static final String METHOD = "password";

    static PasswordCandidate of(Secret password) {
        return new PasswordCandidate(Mono.just(password), password);
    }

    @Override
    public String name() {
        return METHOD;
    }

    @Override
    public Optional<String> method(Refused offer) {
        return Candidate.offered(METHOD, offer).or(() -> Candidate.offered(InteractiveDialog.METHOD, offer));
    }

    @Override
    public Mono<AuthReply> attempt(AuthDialog dialog, String user, String method) {
        if (method.equals(METHOD)) {
            return password.flatMap(secret -> dialog.exchange(AuthDialog.request(user, METHOD)
                    .writeBoolean(false)
                    .writeText(secret.reveal())
                    .toByteArray()));
        }
        AtomicBoolean told = new AtomicBoolean();
        return new InteractiveDialog(dialog, user, questions -> answer(questions, told)).run();
    }

    /** One hidden answer once: to anything else a password is no answer. */
    private Mono<List<Secret>> answer(InteractiveDialog.Questions questions, AtomicBoolean told) {
        boolean fits = questions.prompts().size() == 1
                && !questions.prompts().get(0).isEchoed()
                && told.compareAndSet(false, true);
        return fits ? password.map(List::of) : Mono.empty();
    }
}
