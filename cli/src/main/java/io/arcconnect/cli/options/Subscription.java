package io.arcconnect.cli.options;

import java.util.Optional;

/**
 * A subscription, and how it was found.
 *
 * @param id a GUID
 * @param name as the Azure CLI knows it
 * @param origin such as {@code --subscription}
 */
public record Subscription(String id, Optional<String> name, String origin) {

    /** {@return what to call it in a line: its name where it is known, and always its id} */
    public String text() {
        return name.map(known -> known + " (" + id + ")").orElse(id);
    }
}
