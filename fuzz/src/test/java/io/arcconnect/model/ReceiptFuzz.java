package io.arcconnect.model;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;

/** Stored receipts: refused, or the same after being written and read again. */
public final class ReceiptFuzz {

    private ReceiptFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        String text = new Input(bytes).restText();
        Check.bounded(bytes.length, () -> check(text));
    }

    private static void check(String text) {
        Receipt receipt;
        try {
            receipt = Receipt.parse(text);
        } catch (IllegalArgumentException refused) {
            return;
        }
        Check.same(Receipt.parse(receipt.toJson()), receipt, "a receipt reads itself");
        Check.that(receipt.toJson().lines().count() == 1, "one line of JSON");
        receipt.toText().lines().forEach(Check::oneLine);
    }
}
