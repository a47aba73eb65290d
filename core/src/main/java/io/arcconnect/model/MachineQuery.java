package io.arcconnect.model;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which machines are looked for: where, and what is asked of them. Azure Resource Manager filters none of it; every machine
 * of the scope is read, and those that do not match are dropped here.
 *
 * @param scope where
 * @param status such as {@code Connected}, compared without regard to case; empty means any
 * @param osType {@code windows} or {@code linux}, compared without regard to case; empty means any
 * @param tags all of which a machine must have; an empty value means any value
 */
public record MachineQuery(
        MachineScope scope, Optional<String> status, Optional<String> osType, Map<String, Optional<String>> tags) {

    /** Copies the tags. */
    public MachineQuery {
        tags = Map.copyOf(tags);
    }

    /**
     * Asks for every machine of a scope.
     *
     * @param scope where
     * @return the query
     */
    public static MachineQuery in(MachineScope scope) {
        return new MachineQuery(scope, Optional.empty(), Optional.empty(), Map.of());
    }

    /**
     * Asks for every machine of a subscription.
     *
     * @param subscriptionId a GUID
     * @return the query
     * @throws IllegalArgumentException when it is malformed
     */
    public static MachineQuery inSubscription(String subscriptionId) {
        return in(MachineScope.subscription(subscriptionId));
    }

    /**
     * Asks for every machine of a resource group.
     *
     * @param subscriptionId a GUID
     * @param resourceGroup its name
     * @return the query
     * @throws IllegalArgumentException when a part is malformed
     */
    public static MachineQuery inResourceGroup(String subscriptionId, String resourceGroup) {
        return in(MachineScope.resourceGroup(subscriptionId, resourceGroup));
    }

    /**
     * Asks for a status. It is a hint that may be half an hour old (protocol.md 1.1).
     *
     * @param wanted such as {@code Connected}
     * @return another query
     */
    public MachineQuery withStatus(String wanted) {
        return new MachineQuery(scope, Optional.of(wanted), osType, tags);
    }

    /**
     * Asks for an operating system.
     *
     * @param wanted {@code windows} or {@code linux}
     * @return another query
     */
    public MachineQuery withOs(String wanted) {
        return new MachineQuery(scope, status, Optional.of(wanted), tags);
    }

    /**
     * Asks for a tag, whatever its value.
     *
     * @param name compared without regard to case, as Azure does
     * @return another query
     */
    public MachineQuery withTag(String name) {
        return with(name, Optional.empty());
    }

    /**
     * Asks for a tag with a value.
     *
     * @param name compared without regard to case, as Azure does
     * @param value compared exactly, as Azure does
     * @return another query
     */
    public MachineQuery withTag(String name, String value) {
        return with(name, Optional.of(value));
    }

    /**
     * Says whether a machine is one of those.
     *
     * @param machine as it was read
     * @return whether it matches everything but the scope
     */
    public boolean matches(MachineState machine) {
        return status.filter(wanted -> !wanted.equalsIgnoreCase(machine.status()))
                        .isEmpty()
                && osType.filter(wanted -> !isOf(machine, wanted)).isEmpty()
                && tags.entrySet().stream().allMatch(tag -> hasTag(machine, tag.getKey(), tag.getValue()));
    }

    private MachineQuery with(String name, Optional<String> value) {
        Map<String, Optional<String>> more = new TreeMap<>(tags);
        more.put(name, value);
        return new MachineQuery(scope, status, osType, more);
    }

    /** A missing type is told from the name, where that says Windows. */
    private static boolean isOf(MachineState machine, String wanted) {
        return wanted.equalsIgnoreCase(machine.osType()) || (wanted.equalsIgnoreCase("windows") && machine.isWindows());
    }

    private static boolean hasTag(MachineState machine, String name, Optional<String> value) {
        String there = machine.tags().get(name);
        return there != null && value.filter(wanted -> !wanted.equals(there)).isEmpty();
    }
}
