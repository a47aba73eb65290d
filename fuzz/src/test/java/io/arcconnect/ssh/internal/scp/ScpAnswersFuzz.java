package io.arcconnect.ssh.internal.scp;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;

/** What {@code scp -t} answers: the same however it is cut, and kept only up to a bound. */
public final class ScpAnswersFuzz {

    private ScpAnswersFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input in = new Input(bytes);
        int longest = 1 + in.octet();
        byte[] wire = in.rest();
        Check.bounded(wire.length, () -> {
            Answers whole = read(wire, wire.length + 1);
            Answers cut = read(wire, longest);
            Check.same(whole.refusal(), cut.refusal(), "the same refusal however it is cut");
            whole.refusal().ifPresent(text -> Check.that(text.length() <= 8 * 1024, "bounded"));
        });
    }

    private static Answers read(byte[] wire, int longest) {
        Answers answers = new Answers();
        Check.inPieces(wire, longest, answers::accept);
        answers.end();
        return answers;
    }
}
