package io.arcconnect.testkit.internal.arm;

import io.arcconnect.model.AzureResource;
import io.arcconnect.testkit.internal.Json;
import io.arcconnect.testkit.internal.MachineRecord;
import io.arcconnect.testkit.internal.NotEmulated;
import io.arcconnect.testkit.internal.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lists of machines and of resources, and resource providers (protocol.md 7.2, 8.2). */
final class ResourceCalls {

    private static final Pattern SCOPE = Pattern.compile(
            "/subscriptions/(?<subscription>[^/]+)(?:/resourceGroups/(?<group>[^/]+))?(?:/.*)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BY_NAME = Pattern.compile("\\s*name\\s+eq\\s+'(?<name>[^']*)'\\s*");

    private final World world;

    ResourceCalls(World world) {
        this.world = world;
    }

    ArmReply answer(ArmRequest request, ArmRoute route) {
        return switch (route.call()) {
            case GET_PROVIDER -> provider(route.name(), world.providers().look(route.name()));
            case REGISTER_PROVIDER -> {
                world.providers().register(route.name());
                yield provider(route.name(), world.providers().state(route.name()));
            }
            case LIST_MACHINES -> inScope(request, () -> machines(request));
            default -> inScope(request, () -> resources(request));
        };
    }

    /** The refusal of a provider that is not registered; which of the two codes comes is not known (protocol.md 2.7). */
    Optional<ArmReply> unregistered(ArmRequest request, String namespace) {
        if (world.providers().state(namespace).equals("Registered")) {
            return Optional.empty();
        }
        boolean write = request.method().equals("PUT") || request.method().equals("PATCH");
        return Optional.of(
                write
                        ? ArmReply.error(
                                409,
                                "MissingSubscriptionRegistration",
                                "The subscription is not registered to use namespace '" + namespace + "'.")
                        : ArmReply.error(
                                404,
                                "NoRegisteredProviderFound",
                                "No registered resource provider found for namespace '" + namespace + "'."));
    }

    private static ArmReply provider(String namespace, String state) {
        return ArmReply.json(200, Json.object("namespace", namespace, "registrationState", state));
    }

    private ArmReply inScope(ArmRequest request, java.util.function.Supplier<ArmReply> answer) {
        Matcher scope = scope(request);
        if (everything().noneMatch(id -> below(id, scope, false))) {
            return ArmReply.error(
                    404,
                    "SubscriptionNotFound",
                    "The subscription '" + scope.group("subscription") + "' could not be found.");
        }
        return everything().noneMatch(id -> below(id, scope, true))
                ? ArmReply.error(
                        404,
                        "ResourceGroupNotFound",
                        "Resource group '" + scope.group("group") + "' could not be found.")
                : answer.get();
    }

    private ArmReply machines(ArmRequest request) {
        Matcher scope = scope(request);
        return page(
                request,
                world.machines().stream()
                        .filter(machine -> machine.id().resourceType().equals("Microsoft.HybridCompute/machines"))
                        .filter(machine -> below(machine.id().resourceId(), scope, true))
                        .map(MachineBody::of)
                        .toList());
    }

    private ArmReply resources(ArmRequest request) {
        Matcher filter = BY_NAME.matcher(request.query("$filter"));
        if (!request.query("$filter").isEmpty() && !filter.matches()) {
            return ArmReply.notEmulated(world.unanswered().add(NotEmulated.ARM_QUERY, "this $filter of " + request));
        }
        Matcher scope = scope(request);
        Stream<AzureResource> machines = world.machines().stream().map(ResourceCalls::resource);
        return page(
                request,
                Stream.concat(machines, world.otherResources().stream())
                        .filter(resource -> below(resource.id(), scope, true))
                        .filter(resource -> request.query("$filter").isEmpty()
                                || resource.name().equalsIgnoreCase(filter.group("name")))
                        .map(resource -> Json.object(
                                "id", resource.id(),
                                "name", resource.name(),
                                "type", resource.type(),
                                "location", resource.location(),
                                "kind", resource.kind().orElse(null)))
                        .toList());
    }

    private ArmReply page(ArmRequest request, List<Map<String, Object>> all) {
        int from = request.query("$skiptoken").isEmpty() ? 0 : Integer.parseInt(request.query("$skiptoken"));
        int to = Math.min(all.size(), from + world.pageSize());
        String filter = request.query("$filter").isEmpty()
                ? ""
                : "&$filter=" + request.query("$filter").replace(" ", "%20");
        String next = to == all.size()
                ? null
                : "https://localhost:" + world.port() + request.path() + "?api-version=" + request.query("api-version")
                        + filter + "&$skiptoken=" + to;
        return ArmReply.json(200, Json.object("value", all.subList(Math.min(from, to), to), "nextLink", next));
    }

    private Stream<String> everything() {
        return Stream.concat(
                world.machines().stream().map(machine -> machine.id().resourceId()),
                world.otherResources().stream().map(AzureResource::id));
    }

    private static AzureResource resource(MachineRecord machine) {
        return new AzureResource(
                machine.id().resourceId(),
                machine.id().resourceType(),
                machine.id().name(),
                machine.state().location(),
                machine.state().kind());
    }

    private static boolean below(String id, Matcher scope, boolean groupToo) {
        Matcher own = SCOPE.matcher(id);
        return own.matches()
                && own.group("subscription").equalsIgnoreCase(scope.group("subscription"))
                && (!groupToo
                        || scope.group("group") == null
                        || scope.group("group").equalsIgnoreCase(own.group("group")));
    }

    private static Matcher scope(ArmRequest request) {
        Matcher scope = SCOPE.matcher(request.path());
        if (!scope.matches()) {
            throw new IllegalStateException("routed without a scope: " + request.path());
        }
        return scope;
    }
}
