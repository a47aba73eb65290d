package io.arcconnect.cli.options;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which subscription is meant: what is given, or {@code AZURE_SUBSCRIPTION_ID}, or the Azure CLI's default; by id, or by the
 * name that the Azure CLI knows.
 *
 * @param environment variables by name
 */
public record Subscriptions(Map<String, String> environment) {

    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** Keeps the variables. */
    public Subscriptions {
        environment = Map.copyOf(environment);
    }

    /**
     * Finds it.
     *
     * @param given id or name; {@code null} when none was
     * @return the subscription
     * @throws IllegalArgumentException when none is named, or none or several have the name
     */
    public Subscription find(@Nullable String given) {
        if (given != null) {
            return named(given, "--subscription");
        }
        Optional<String> variable =
                Optional.ofNullable(environment.get("AZURE_SUBSCRIPTION_ID")).filter(text -> !text.isBlank());
        if (variable.isPresent()) {
            return named(variable.get(), "AZURE_SUBSCRIPTION_ID");
        }
        return profile()
                .flatMap(AzProfile::defaultSubscription)
                .map(account -> account.as("default of the Azure CLI"))
                .orElseThrow(() -> new IllegalArgumentException("name the subscription: --subscription, or"
                        + " AZURE_SUBSCRIPTION_ID, or \"az account set --subscription …\""));
    }

    private Subscription named(String text, String origin) {
        List<AzProfile.Account> known = profile().map(AzProfile::accounts).orElse(List.of()).stream()
                .filter(account ->
                        account.id().equalsIgnoreCase(text) || account.name().equalsIgnoreCase(text))
                .toList();
        if (GUID.matcher(text).matches()) {
            return new Subscription(text, known.stream().findFirst().map(AzProfile.Account::name), origin);
        }
        if (known.size() == 1) {
            return known.get(0).as(origin);
        }
        throw new IllegalArgumentException(
                known.isEmpty()
                        ? origin + ": the Azure CLI knows no subscription named \"" + text
                                + "\"; name it by its id, or sign in with \"az login\""
                        : origin + ": " + known.size() + " subscriptions are named \"" + text + "\": "
                                + String.join(
                                        ", ",
                                        known.stream()
                                                .map(AzProfile.Account::id)
                                                .toList()));
    }

    /** Where the Azure CLI keeps it: {@code AZURE_CONFIG_DIR}, or {@code .azure} in the person's folder. */
    private Optional<AzProfile> profile() {
        return Optional.ofNullable(environment.get("AZURE_CONFIG_DIR"))
                .map(Path::of)
                .or(() -> Optional.ofNullable(environment.get("HOME"))
                        .or(() -> Optional.ofNullable(environment.get("USERPROFILE")))
                        .map(home -> Path.of(home, ".azure")))
                .map(folder -> folder.resolve("azureProfile.json"))
                .flatMap(AzProfile::read);
    }
}
