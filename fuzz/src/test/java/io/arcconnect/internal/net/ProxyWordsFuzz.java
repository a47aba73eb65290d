package io.arcconnect.internal.net;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;
import java.util.List;

/** What a proxy says when it wants a login, and the list of what goes past it. */
public final class ProxyWordsFuzz {

    private ProxyWordsFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        String text = new Input(bytes).restText();
        Check.bounded(bytes.length, () -> {
            List<ProxyChallenge> challenges = ProxyChallenge.parse(text.lines().toList());
            Check.that(challenges.size() <= text.length(), "no more challenges than characters");
            challenges.forEach(challenge -> Check.oneLine(challenge.scheme()));
            Check.oneLine(ProxyChallenge.names(challenges));
            NoProxy.ofEnvironment(text.length() > 100 ? text.substring(0, 100) : text)
                    .covers("web.example", 443);
        });
    }
}
