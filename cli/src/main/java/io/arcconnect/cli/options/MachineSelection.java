package io.arcconnect.cli.options;

import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineQuery;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;

/** One machine, or those of a resource group or subscription that match. */
public final class MachineSelection {

    @Mixin
    MachineOptions one = new MachineOptions();

    @Mixin
    MachineFilter filter = new MachineFilter();

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
        } else if (!filter.isEmpty()) {
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
        return filter.query(
                new Subscriptions(environment).find(one.subscription).id(), one.resourceGroup);
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
