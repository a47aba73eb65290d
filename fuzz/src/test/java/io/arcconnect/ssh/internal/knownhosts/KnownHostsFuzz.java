package io.arcconnect.ssh.internal.knownhosts;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;
import io.arcconnect.fuzz.Scratch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A known-hosts file that others write too: every line that is about somebody else stays as it is. */
public final class KnownHostsFuzz {

    private static final String HOST = "/subscriptions/s/machines/web-01";
    private static final PublicKeyText KEY = PublicKeyText.parse(
                    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2h2pLJ7hFYmM3tLhJm1zE5y7TqvW0a0Jt1mYQ2mC5k")
            .orElseThrow();

    private KnownHostsFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        byte[] content = new Input(bytes).rest();
        try (Scratch scratch = Scratch.create()) {
            Path file = Files.write(scratch.resolve("known_hosts"), content);
            KnownHostsFile known = new KnownHostsFile(file);
            List<PublicKeyText> before = known.keysOf(HOST).hostKeys();

            boolean added =
                    before.isEmpty() && known.addFirst(HOST, List.of(KEY)).isEmpty();
            String after = read(file);
            Check.that(after.startsWith(latin(content)), "adding changes nothing before it");
            Check.same(known.keysOf(HOST).hostKeys(), added ? List.of(KEY) : before, "what was added is known");

            List<PublicKeyText> forgotten = known.remove(HOST);
            String rest = read(file);
            Check.that(!added || forgotten.contains(KEY), "what was added can be forgotten");
            Check.that(!forgotten.isEmpty() || rest.equals(after), "forgetting nothing changes nothing");
            List<String> kept = new ArrayList<>(rest.lines().toList());
            // What is said of several hosts is said of one less.
            kept.retainAll(others(after));
            Check.same(kept, others(after), "lines about others stay");
        }
    }

    /** Lines that cannot be about the host by its name, the ends of lines aside. */
    private static List<String> others(String text) {
        return text.lines()
                .filter(line -> !line.toLowerCase(Locale.ROOT).contains(HOST) && !line.contains("|1|"))
                .toList();
    }

    private static String read(Path file) throws Exception {
        return latin(Files.readAllBytes(file));
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
