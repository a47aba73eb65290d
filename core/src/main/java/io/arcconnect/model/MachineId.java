package io.arcconnect.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Azure resource id of a machine that an Arc agent serves.
 *
 * <p>Two ids are equal when they differ only in letter case: Azure Resource Manager compares ids that way.
 *
 * <p>Accepted types (protocol.md 7.2): {@code Microsoft.HybridCompute/machines} and the legacy virtual machines of
 * {@code Microsoft.ConnectedVMwarevSphere}, {@code Microsoft.ScVmm} and {@code Microsoft.AzureStackHCI}. The id of a
 * child, such as the {@code virtualMachineInstances/default} of an Azure Local machine or one of its extensions, is
 * reduced to its machine.
 */
public final class MachineId {

    private static final Map<String, String> TYPES = Map.of(
            "microsoft.hybridcompute/machines", "Microsoft.HybridCompute/machines",
            "microsoft.connectedvmwarevsphere/virtualmachines", "Microsoft.ConnectedVMwarevSphere/virtualMachines",
            "microsoft.scvmm/virtualmachines", "Microsoft.ScVmm/virtualMachines",
            "microsoft.azurestackhci/virtualmachines", "Microsoft.AzureStackHCI/virtualMachines");

    private static final Pattern ID = Pattern.compile(
            "/subscriptions/(?<subscription>[^/]+)/resourceGroups/(?<group>[^/]+)"
                    + "/providers/(?<namespace>[^/]+)/(?<type>[^/]+)/(?<name>[^/]+)(?<child>/.*)?",
            Pattern.CASE_INSENSITIVE);

    /** Possessive: a repeated group that may give back is a recursion, and who sends the id chooses how deep it goes. */
    private static final Pattern CHILD =
            Pattern.compile("(?:/providers/[\\w.]+)?(?:/[A-Za-z]+/[\\w.\\-]+)++", Pattern.CASE_INSENSITIVE);

    private static final Pattern SUBSCRIPTION = Pattern.compile("[0-9a-fA-F\\-]{36}");

    /** Letters, digits, {@code . _ ( ) -}, 1 to 90, no dot at the end: the documented rule of resource groups. */
    private static final Pattern GROUP = Pattern.compile("[\\p{L}\\p{N}._()\\-]{0,89}[\\p{L}\\p{N}_()\\-]");

    /** The pattern of {@code machineName} (protocol.md 1.1), widened to the 64 characters of the legacy types. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9\\-_.]{1,64}");

    private final String subscriptionId;
    private final String resourceGroup;
    private final String resourceType;
    private final String name;

    private MachineId(String subscriptionId, String resourceGroup, String resourceType, String name) {
        this.subscriptionId = requireSubscription(subscriptionId);
        this.resourceGroup = requireGroup(resourceGroup);
        this.resourceType = resourceType;
        this.name = require(NAME, name, "machine name");
    }

    /**
     * Reads a resource id.
     *
     * @param resourceId such as
     *     {@code /subscriptions/…/resourceGroups/…/providers/Microsoft.HybridCompute/machines/web-01}
     * @return the id of the machine it names or lies under
     * @throws IllegalArgumentException when it is not the id of a machine; the message says which part is wrong
     */
    public static MachineId parse(String resourceId) {
        String text = Objects.requireNonNull(resourceId, "resourceId").strip();
        Matcher matcher = ID.matcher(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a machine's resource id: expected"
                    + " /subscriptions/{id}/resourceGroups/{group}/providers/Microsoft.HybridCompute/machines/{name}, got "
                    + quoted(text));
        }
        String type = TYPES.get((matcher.group("namespace") + "/" + matcher.group("type")).toLowerCase(Locale.ROOT));
        if (type == null) {
            throw new IllegalArgumentException("not a type that an Arc agent serves: "
                    + quoted(matcher.group("namespace") + "/" + matcher.group("type")) + ", expected one of "
                    + supportedTypes());
        }
        String child = matcher.group("child");
        if (child != null && !CHILD.matcher(child).matches()) {
            throw new IllegalArgumentException("not a machine's resource id: cannot read " + quoted(child));
        }
        return new MachineId(matcher.group("subscription"), matcher.group("group"), type, matcher.group("name"));
    }

    /**
     * Names a {@code Microsoft.HybridCompute/machines} resource.
     *
     * @param subscriptionId a GUID
     * @param resourceGroup the resource group's name
     * @param name the machine's name
     * @return its id
     * @throws IllegalArgumentException when a part is malformed
     */
    public static MachineId of(String subscriptionId, String resourceGroup, String name) {
        return new MachineId(
                Objects.requireNonNull(subscriptionId, "subscriptionId"),
                Objects.requireNonNull(resourceGroup, "resourceGroup"),
                "Microsoft.HybridCompute/machines",
                Objects.requireNonNull(name, "name"));
    }

    /** {@return the resource types that {@link #parse} accepts} */
    public static List<String> supportedTypes() {
        return TYPES.values().stream().sorted().toList();
    }

    /** {@return the subscription, a GUID as given} */
    public String subscriptionId() {
        return subscriptionId;
    }

    /** {@return the resource group's name as given} */
    public String resourceGroup() {
        return resourceGroup;
    }

    /** {@return namespace and type in Azure's spelling, such as {@code Microsoft.HybridCompute/machines}} */
    public String resourceType() {
        return resourceType;
    }

    /** {@return the machine's name as given} */
    public String name() {
        return name;
    }

    /** {@return the full id, starting with {@code /subscriptions/}} */
    public String resourceId() {
        return "/subscriptions/" + subscriptionId + "/resourceGroups/" + resourceGroup + "/providers/" + resourceType
                + "/" + name;
    }

    /** {@return the full id in lower case: what caches and known-hosts files are keyed by} */
    public String key() {
        return resourceId().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MachineId that && key().equals(that.key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    /** {@return the full id} */
    @Override
    public String toString() {
        return resourceId();
    }

    static String requireSubscription(String value) {
        return require(SUBSCRIPTION, value, "subscription id (a GUID)");
    }

    static String requireGroup(String value) {
        return require(GROUP, value, "resource group name");
    }

    private static String require(Pattern pattern, String value, String what) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException("not a " + what + ": " + quoted(value));
        }
        return value;
    }

    private static String quoted(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return '"' + (printable.length() > 300 ? printable.substring(0, 300) + "…" : printable) + '"';
    }
}
