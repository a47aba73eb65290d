package io.arcconnect.cli.options;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.identity.CredentialUnavailableException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What azure-identity throws, in one line that says what to do. Pure. */
final class SignInFailures {

    private static final String NOBODY = "nobody is signed in here. Ways to sign in: \"az login\"; --device-code, in a"
            + " browser on any device; the environment, with AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET or"
            + " AZURE_CLIENT_CERTIFICATE_PATH. --verbose shows what was tried.";

    /** Entra ID's own number of a refusal. */
    private static final Pattern NUMBER =
            Pattern.compile("AADSTS(\\d+): ?([^\\r\\n\"]*?)(?: ?Trace ID:[^\\r\\n]*)?(?=[\\r\\n\"]|$)");

    private static final String AGAIN = "Sign in again: \"az login\", or --device-code.";

    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry("90002", "Name your tenant: --tenant, or AZURE_TENANT_ID."),
            Map.entry("50020", "Sign in to the tenant that knows you: --tenant."),
            Map.entry("90072", "Sign in to the tenant that knows you: --tenant."),
            Map.entry("50034", "Sign in to the tenant that knows you: --tenant."),
            Map.entry("700016", "Check AZURE_CLIENT_ID and AZURE_TENANT_ID, or --tenant."),
            Map.entry("7000215", "Check AZURE_CLIENT_SECRET: it must be the secret's value, not its id."),
            Map.entry("7000222", "Have a new secret made for the application, and set AZURE_CLIENT_SECRET."),
            Map.entry("700082", AGAIN),
            Map.entry("70008", AGAIN),
            Map.entry("70043", AGAIN),
            Map.entry("50173", AGAIN),
            Map.entry("50076", AGAIN),
            Map.entry("50078", AGAIN),
            Map.entry("50079", AGAIN),
            Map.entry("53003", "Ask whoever keeps the Conditional Access policies of the tenant."),
            Map.entry("70018", "Run the command again, and agree in the browser."),
            Map.entry("70020", "Run the command again; a code is good for a quarter of an hour."));

    private SignInFailures() {}

    /** Keeps the cause, which tells whether the network failed. */
    static Throwable explained(Throwable failed) {
        if (failed instanceof LinkageError) {
            return failed;
        }
        return new ClientAuthenticationException(text(failed), null, failed);
    }

    static String text(Throwable failed) {
        Optional<String> refusal = refusal(failed);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (failed instanceof CredentialUnavailableException) {
            return NOBODY;
        }
        return causes(failed).stream()
                .filter(IOException.class::isInstance)
                .map(IOException.class::cast)
                .findFirst()
                .map(error ->
                        "Entra ID cannot be reached: " + named(error) + ". Check the network, the proxy and --cloud.")
                .orElseGet(() -> "signing in failed: " + line(String.valueOf(failed.getMessage())));
    }

    private static Optional<String> refusal(Throwable failed) {
        for (Throwable each : causes(failed)) {
            Matcher number = NUMBER.matcher(String.valueOf(each.getMessage()));
            if (number.find()) {
                String remedy = REMEDIES.getOrDefault(number.group(1), "--verbose shows more.");
                return Optional.of(
                        "Entra ID refuses: AADSTS" + number.group(1) + ": " + line(number.group(2)) + " " + remedy);
            }
        }
        return Optional.empty();
    }

    private static String named(IOException error) {
        return error.getClass().getSimpleName() + (error.getMessage() == null ? "" : ": " + line(error.getMessage()));
    }

    private static String line(String text) {
        String first = text.lines().findFirst().orElse("").strip().replaceAll("\\p{Cntrl}", "?");
        return first.length() > 300 ? first.substring(0, 300) + "…" : first;
    }

    /** Outermost first; suppressed ones, which Reactor adds, are not asked. */
    private static Deque<Throwable> causes(Throwable failed) {
        Deque<Throwable> all = new ArrayDeque<>();
        for (Throwable each = failed; each != null && all.size() < 20; each = each.getCause()) {
            if (!(each instanceof CompletionException)) {
                all.add(each);
            }
        }
        return all;
    }
}
