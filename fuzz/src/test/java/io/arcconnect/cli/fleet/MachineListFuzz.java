package io.arcconnect.cli.fleet;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;
import java.io.ByteArrayInputStream;

/** A list of machines from a pipe: refused with the line's number, or machines. */
public final class MachineListFuzz {

    private MachineListFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        byte[] content = new Input(bytes).rest();
        Check.bounded(content.length, () -> {
            try {
                Check.that(
                        MachineList.read("-", new ByteArrayInputStream(content)).size() <= content.length,
                        "no more machines than bytes");
            } catch (IllegalArgumentException refused) {
                Check.that(
                        String.valueOf(refused.getMessage()).startsWith("standard input, line "), "it names the line");
            }
        });
    }
}
