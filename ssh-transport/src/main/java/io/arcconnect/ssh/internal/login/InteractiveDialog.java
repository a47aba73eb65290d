package io.arcconnect.ssh.internal.login;

import io.arcconnect.model.Secret;
import io.arcconnect.ssh.SshChallenge.Prompt;
import io.arcconnect.ssh.internal.login.AuthReply.Message;
import io.arcconnect.ssh.internal.wire.WireReader;
import io.arcconnect.ssh.internal.wire.WireReader.Malformed;
import io.arcconnect.ssh.internal.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Rounds of questions and answers until the server decides (RFC 4256). */
record InteractiveDialog(AuthDialog dialog, String user, Function<Questions, Mono<List<Secret>>> responder) {

    static final String METHOD = "keyboard-interactive";

    private static final int INFO_REQUEST = 60;
    private static final int INFO_RESPONSE = 61;
    private static final int MOST_PROMPTS = 100;

    /** More than any real login has; a server must not keep us for ever. */
    private static final int MOST_ROUNDS = 30;

    record Questions(String name, String instruction, List<Prompt> prompts) {

        static Questions parse(Message message) {
            WireReader in = new WireReader(message.body());
            String name = in.readText();
            String instruction = in.readText();
            in.skip(); // the language, deprecated
            long count = in.readUint32();
            if (count > MOST_PROMPTS) {
                throw new Malformed("the server asks " + count + " questions at once");
            }
            List<Prompt> prompts = new ArrayList<>();
            for (long i = 0; i < count; i++) {
                prompts.add(new Prompt(in.readText(), in.readByte() != 0));
            }
            return new Questions(name, instruction, List.copyOf(prompts));
        }
    }

    /** {@return the server's decision; empty when the responder gave up} */
    Mono<AuthReply> run() {
        byte[] request = AuthDialog.request(user, METHOD)
                .writeText("") // the language, deprecated
                .writeText("") // any kind of questions
                .toByteArray();
        return dialog.exchange(request).flatMap(reply -> next(reply, MOST_ROUNDS));
    }

    private Mono<AuthReply> next(AuthReply reply, int roundsLeft) {
        if (!(reply instanceof Message message) || message.number() != INFO_REQUEST) {
            return Mono.just(reply);
        }
        if (roundsLeft == 0) {
            return Mono.error(new Malformed("the server never stops asking"));
        }
        Questions questions = Questions.parse(message);
        // Servers end a conversation with a round of nothing.
        Mono<List<Secret>> answers = questions.prompts().isEmpty() ? Mono.just(List.of()) : responder.apply(questions);
        return answers.flatMap(given -> dialog.exchange(response(given))).flatMap(then -> next(then, roundsLeft - 1));
    }

    private static byte[] response(List<Secret> answers) {
        WireWriter response = new WireWriter().writeByte(INFO_RESPONSE).writeUint32(answers.size());
        answers.forEach(answer -> response.writeText(answer.reveal()));
        return response.toByteArray();
    }
}
