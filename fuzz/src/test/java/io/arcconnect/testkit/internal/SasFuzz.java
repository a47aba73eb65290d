package io.arcconnect.testkit.internal;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Shared access signatures: good only as they were signed. */
public final class SasFuzz {

    private static final Instant END = Instant.parse("2030-01-01T00:00:00Z");
    private static final byte[] KEY = "a key that nobody knows".getBytes(StandardCharsets.US_ASCII);

    private SasFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input in = new Input(bytes);
        String path = in.someText().replaceAll("[^a-z0-9/]", "x");
        String signed = Sas.sign("http://ns.example/" + path + "/", "sender", KEY, END);
        Check.same(check(signed, path), Sas.Verdict.GOOD, "what was signed is good");
        String other = in.restText();
        Check.bounded(bytes.length, () -> {
            Check.that(check(other, path) != Sas.Verdict.GOOD, "nobody else can sign");
            Check.that(
                    check(signed + other, path) != Sas.Verdict.GOOD
                            || Sas.expiry(signed + other).equals(END),
                    "nobody makes it last longer");
            Check.that(check("SharedAccessSignature " + other, path) != Sas.Verdict.GOOD, "nobody else can sign");
        });
    }

    private static Sas.Verdict check(String token, String path) {
        return Sas.check(token, Map.of("sender", KEY), "sender", "ns.example", path, END.minusSeconds(1));
    }
}
