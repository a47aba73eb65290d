package io.arcconnect.ssh.internal.hostkeys;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;

/** What an agent says a machine's keys are: all of it or nothing. */
public final class HostKeyOutputFuzz {

    private HostKeyOutputFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        String text = new Input(bytes).restText();
        Check.bounded(
                bytes.length,
                () -> HostKeyOutput.parse(text).ifPresent(keys -> {
                    Check.that(keys.size() < 1_000, "at most what the end says");
                    keys.forEach(key -> Check.that(text.contains(key.type()), "keys that were there"));
                }));
    }
}
