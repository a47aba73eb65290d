package io.arcconnect.internal.relay;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Credentials that some answer holds, parts between bytes 1: refused, or a URL and headers that nothing can be added to. */
public final class RelayCredentialsFuzz {

    private static final MachineId MACHINE = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "web-01");

    private RelayCredentialsFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        String[] parts = new Input(bytes).restText().split("\u0001", -1);
        if (parts.length == 5) {
            Check.bounded(bytes.length, () -> check(parts));
        }
    }

    private static void check(String... parts) {
        RelayCredentials credentials;
        try {
            credentials = new RelayCredentials(
                    MACHINE,
                    parts[0],
                    parts[1],
                    parts[2],
                    Secret.of(parts[3]),
                    Instant.EPOCH,
                    Secret.of(parts[4]),
                    Optional.empty());
        } catch (IllegalArgumentException refused) {
            Check.oneLine(String.valueOf(refused.getMessage()));
            return;
        }
        RelayHandshake handshake = RelayHandshake.of(credentials, RelayService.ssh(22));
        URI url = URI.create(handshake.url());
        Check.same(url.getScheme(), "wss", "the scheme");
        Check.same(url.getRawAuthority(), parts[0] + "." + parts[1], "the host");
        Check.same(url.getRawPath(), "/$hc/" + parts[2], "the path");
        Check.that(url.normalize().getRawPath().startsWith("/$hc/"), "no way up");
        Check.that(url.getRawFragment() == null, "no fragment");
        handshake
                .headers()
                .values()
                .forEach(value -> Check.that(value.chars().allMatch(c -> c >= ' ' && c <= '~'), "one line of ASCII"));
        boolean telling = parts[3].length() > 15 && !parts[2].contains(parts[3]);
        Check.that(!telling || !credentials.toString().contains(parts[3]), "no secret is printed");
    }
}
