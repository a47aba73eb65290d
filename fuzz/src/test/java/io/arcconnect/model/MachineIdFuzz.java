package io.arcconnect.model;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;

/** Resource ids: refused in one line, or the same after being written and read again. */
public final class MachineIdFuzz {

    private MachineIdFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        String text = new Input(bytes).restText();
        Check.bounded(bytes.length, () -> check(text));
    }

    private static void check(String text) {
        MachineId id;
        try {
            id = MachineId.parse(text);
        } catch (IllegalArgumentException refused) {
            String message = String.valueOf(refused.getMessage());
            Check.that(message.length() < 1_000, "a bounded message");
            Check.that(message.chars().noneMatch(Character::isISOControl), "one line");
            return;
        }
        Check.same(MachineId.parse(id.resourceId()), id, "an id reads itself");
        Check.same(MachineId.parse(id.key()), id, "letter case does not matter");
        Check.same(MachineId.parse(id.key()).key(), id.key(), "one key");
        Check.oneLine(id.resourceId());
        Check.that(id.key().indexOf(' ') < 0 && id.key().indexOf(',') < 0, "one word in a known-hosts file");
    }
}
