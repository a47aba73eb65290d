package io.arcconnect.cli.options;

import io.arcconnect.model.MachineId;

/** The words of {@code --resource-type}: a type, or its provider alone, as older scripts have it (protocol.md 7.2). Pure. */
final class ResourceTypes {

    static final String DEFAULT = "Microsoft.HybridCompute/machines";

    private ResourceTypes() {}

    static String named(String word) {
        return MachineId.supportedTypes().stream()
                .filter(type -> type.equalsIgnoreCase(word)
                        || type.substring(0, type.indexOf('/')).equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--resource-type: no type that an Arc agent serves: \""
                        + word.replaceAll("\\p{Cntrl}", "?") + "\", expected one of " + MachineId.supportedTypes()));
    }
}
