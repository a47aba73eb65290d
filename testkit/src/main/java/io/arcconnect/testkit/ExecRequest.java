package io.arcconnect.testkit;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that a client asked an {@link EmbeddedSsh} to run.
 *
 * @param command as sent
 * @param user who is logged in
 * @param environment variables that the client set
 * @param stdin what the client sends; reading it blocks, which is allowed here
 */
public record ExecRequest(String command, String user, Map<String, String> environment, InputStream stdin) {

    private static final Pattern ENCODED =
            Pattern.compile("(?:^|[&|\\s])-EncodedCommand\\s+([A-Za-z0-9+/=]+)\\s*$", Pattern.CASE_INSENSITIVE);

    /**
     * Reads what a PowerShell is to run.
     *
     * @return the script, with what the client put around it; empty when the command has no {@code -EncodedCommand}
     */
    public Optional<String> script() {
        Matcher encoded = ENCODED.matcher(command);
        if (!encoded.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(Base64.getDecoder().decode(encoded.group(1)), StandardCharsets.UTF_16LE));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
