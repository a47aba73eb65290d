package io.arcconnect.ssh.internal.login;

import io.arcconnect.model.MachineId;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.SshChallenge;
import io.arcconnect.ssh.SshResponder;
import io.arcconnect.ssh.internal.login.AuthReply.Refused;
import io.arcconnect.ssh.internal.login.InteractiveDialog.Questions;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Somebody who answers the server's questions. */
record InteractiveCandidate(SshResponder responder, MachineId machine, UsersCode usersCode) implements Candidate {

    @Override
    public String name() {
        return InteractiveDialog.METHOD;
    }

    @Override
    public Object key() {
        return responder;
    }

    @Override
    public Optional<String> method(Refused offer) {
        return Candidate.offered(InteractiveDialog.METHOD, offer);
    }

    @Override
    public Mono<AuthReply> attempt(AuthDialog dialog, String user, String method) {
        return new InteractiveDialog(
                        dialog,
                        user,
                        asked -> usersCode.run("answering the server's questions", () -> answers(user, asked)))
                .run();
    }

    private Mono<List<Secret>> answers(String user, Questions asked) {
        return responder
                .respond(new SshChallenge(machine, user, asked.name(), asked.instruction(), asked.prompts()))
                .doOnNext(given -> require(given.size(), asked.prompts().size()));
    }

    private static void require(int answers, int questions) {
        if (answers != questions) {
            throw new IllegalArgumentException(answers + " answers to " + questions + " questions");
        }
    }
}
