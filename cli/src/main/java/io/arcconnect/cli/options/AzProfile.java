package io.arcconnect.cli.options;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the Azure CLI remembers of subscriptions, in {@code azureProfile.json}. It holds no secrets.
 *
 * @param accounts one for each subscription
 */
record AzProfile(List<Account> accounts) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** A subscription, and whether {@code az account set} chose it. */
    record Account(String id, String name, boolean isDefault) {

        Subscription as(String origin) {
            return new Subscription(id, Optional.of(name), origin);
        }
    }

    /** Reads it; what is not there or not readable is no help, and no failure either. */
    static Optional<AzProfile> read(Path file) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            String text = Files.readString(file);
            // The Azure CLI writes one in front.
            String json = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            try (JsonReader reader = JsonProviders.createReader(json)) {
                return Optional.of(new AzProfile(accounts(reader.readUntyped())));
            }
        } catch (IOException | IllegalStateException unreadable) {
            return Optional.empty();
        }
    }

    Optional<Account> defaultSubscription() {
        return accounts.stream().filter(Account::isDefault).findFirst();
    }

    private static List<Account> accounts(Object profile) {
        List<Account> found = new ArrayList<>();
        if (profile instanceof Map<?, ?> members && members.get("subscriptions") instanceof List<?> subscriptions) {
            for (Object each : subscriptions) {
                if (each instanceof Map<?, ?> one
                        && one.get("id") instanceof String id
                        && one.get("name") instanceof String name) {
                    found.add(new Account(id, name, Boolean.TRUE.equals(one.get("isDefault"))));
                }
            }
        }
        return found;
    }
}
