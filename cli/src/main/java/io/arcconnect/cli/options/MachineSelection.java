package io.arcconnect.cli.options;

import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineQuery;
import io.arcconnect.model.MachineScope;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One machine, or those of a resource group or subscription that match. */
public final class MachineSelection {

    @Mixin
    MachineOptions one = new MachineOptions();

    @Option(names = "--os", paramLabel = "OS", description = "of a group: only machines with linux, or windows")
    @Nullable
    String os;

    @Option(names = "--status", paramLabel = "STATUS", description = "of a group: only machines such as Connected")
    @Nullable
    String status;

    @Option(
            names = "--tag",
            paramLabel = "NAME[=VALUE]",
            mapFallbackValue = "",
            description = "of a group: only machines with this tag")
    Map<String, String> tags = new TreeMap<>();

    /** Made by picocli. */
    public MachineSelection() {}

    /**
     * Finds what is wrong with the options.
     *
     * @param environment variables by name
     * @return whether one machine is named
     * @throws IllegalArgumentException when a name is malformed, or nothing is selected
     */
    public boolean check(Map<String, String> environment) {
        Optional<MachineId> named = named(environment);
        if (named.isEmpty()) {
            query(environment);
        } else if (os != null || status != null || !tags.isEmpty()) {
            throw new IllegalArgumentException("--os, --status and --tag choose among many machines; one is named");
        }
        return named.isPresent();
    }

    /**
     * Says which machine is named.
     *
     * @param environment variables by name
     * @return its id; empty when many are meant
     */
    public Optional<MachineId> named(Map<String, String> environment) {
        return one.resourceId == null && one.name == null ? Optional.empty() : Optional.of(one.machine(environment));
    }

    /**
     * Says which machines are meant when none is named.
     *
     * @param environment variables by name
     * @return the question
     * @throws IllegalArgumentException when no subscription is named or found
     */
    public MachineQuery query(Map<String, String> environment) {
        String subscription =
                new Subscriptions(environment).find(one.subscription).id();
        MachineQuery query = MachineQuery.in(new MachineScope(subscription, Optional.ofNullable(one.resourceGroup)));
        query = os == null ? query : query.withOs(os);
        query = status == null ? query : query.withStatus(status);
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            query = tag.getValue().isEmpty()
                    ? query.withTag(tag.getKey())
                    : query.withTag(tag.getKey(), tag.getValue());
        }
        return query;
    }

    /**
     * Tells this selection from another.
     *
     * @param environment variables by name
     * @return one line: a resource id, or a scope and what is asked of the machines
     */
    public String key(Map<String, String> environment) {
        return named(environment).map(MachineId::key).orElseGet(() -> queryKey(query(environment)));
    }

    private static String queryKey(MachineQuery query) {
        return query.scope().path().toLowerCase(Locale.ROOT)
                + query.osType().map(value -> " os=" + value).orElse("")
                + query.status().map(value -> " status=" + value).orElse("")
                + new TreeMap<>(query.tags())
                        .entrySet().stream()
                                .map(tag -> " tag=" + tag.getKey()
                                        + tag.getValue()
                                                .map(value -> "=" + value)
                                                .orElse(""))
                                .collect(Collectors.joining());
    }
}
