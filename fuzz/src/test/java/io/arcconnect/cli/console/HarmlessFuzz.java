package io.arcconnect.cli.console;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;

/** Texts of machines on somebody's terminal: nothing moves the cursor. */
public final class HarmlessFuzz {

    private HarmlessFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        String text = new Input(bytes).restText();
        Check.bounded(bytes.length, () -> {
            String line = Harmless.line(text);
            Check.oneLine(line);
            Check.same(Harmless.line(line), line.strip(), "harmless stays as it is");
            Check.that(line.length() <= 6 * text.length(), "bounded");
            text.lines().forEach(one -> Check.oneLine(Harmless.output(one)));
        });
    }
}
