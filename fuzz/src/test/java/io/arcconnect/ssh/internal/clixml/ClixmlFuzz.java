package io.arcconnect.ssh.internal.clixml;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;

/** PowerShell's standard error: text of bounded length, and what is no CLIXML stays as it is. */
public final class ClixmlFuzz {

    private ClixmlFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        String text = new Input(bytes).restText();
        Check.bounded(bytes.length, () -> {
            String plain = Clixml.toText(text);
            Check.that(text.contains("#< CLIXML") || plain.equals(text), "what is no CLIXML stays");
            Check.that(plain.length() <= text.length() * 2, "no more text than came, but for the names of streams");
        });
    }
}
