package io.arcconnect.testkit.internal.arm;

import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.MachineState;
import io.arcconnect.testkit.LroStyle;
import io.arcconnect.testkit.internal.FaultEffect.OperationFate;
import io.arcconnect.testkit.internal.Json;
import io.arcconnect.testkit.internal.MachineRecord;
import io.arcconnect.testkit.internal.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@code machines/extensions} and their long-running operations (protocol.md 1.2, 1.3). */
final class ExtensionCalls {

    private final World world;
    private final int retryAfterSeconds;
    private final Map<String, Operation> operations = new ConcurrentHashMap<>();

    ExtensionCalls(World world, int retryAfterSeconds) {
        this.world = world;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    ArmReply answer(ArmRequest request, ArmRoute route, MachineRecord machine) {
        Optional<ArmReply> refusal = ApiVersions.refusal(machine.id(), request.query("api-version"));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        synchronized (machine) {
            return switch (route.call()) {
                case LIST_EXTENSIONS -> list(request, machine);
                case GET_EXTENSION -> get(route.name(), machine);
                case PUT_EXTENSION -> put(request, route.name(), machine);
                default -> delete(route.name(), machine);
            };
        }
    }

    ArmReply poll(ArmRequest request, String operationId) {
        Operation operation = operations.get(operationId.toLowerCase(Locale.ROOT));
        if (operation == null) {
            return ArmReply.error(404, "ResourceNotFound", "The operation was not found.");
        }
        synchronized (operation.machine) {
            boolean running = operation.isRunning();
            if (!running) {
                finish(operation);
            }
            if (operation.is(OperationFate.FORGOTTEN)) {
                return ArmReply.error(404, "ResourceNotFound", "The operation was not found.");
            }
            boolean status = request.path().toLowerCase(Locale.ROOT).contains("/operationstatus/");
            return status ? status(request, operation, running) : result(operation, running);
        }
    }

    private ArmReply list(ArmRequest request, MachineRecord machine) {
        List<String> names = new ArrayList<>(machine.extensions().keySet());
        int from = request.query("$skiptoken").isEmpty() ? 0 : Integer.parseInt(request.query("$skiptoken"));
        int to = Math.min(names.size(), from + machine.spec().pageSize);
        List<Map<String, Object>> page = names.subList(Math.min(from, to), to).stream()
                .map(name -> ExtensionBody.of(machine, name))
                .toList();
        String next = to == names.size()
                ? null
                : base() + machine.id() + "/extensions?api-version=" + request.query("api-version") + "&$skiptoken="
                        + to;
        return ArmReply.json(200, Json.object("value", page, "nextLink", next));
    }

    private ArmReply get(String wanted, MachineRecord machine) {
        Optional<String> name = find(wanted, machine);
        if (name.isEmpty()) {
            return notFound(wanted, machine);
        }
        running(machine, name.get())
                .filter(Operation::isFollowedByResource)
                .filter(operation -> !operation.isRunning())
                .ifPresent(this::finish);
        if (!machine.extensions().containsKey(name.get())) {
            return notFound(wanted, machine);
        }
        return ArmReply.json(200, ExtensionBody.of(machine, name.get()));
    }

    private static ArmReply notFound(String wanted, MachineRecord machine) {
        return ArmReply.error(
                404,
                "ResourceNotFound",
                "The Resource '" + machine.id().resourceType() + "/"
                        + machine.id().name() + "/extensions/" + wanted + "' was not found.");
    }

    private ArmReply put(ArmRequest request, String wanted, MachineRecord machine) {
        Map<String, Object> body;
        try {
            body = Json.read(request.body());
        } catch (IllegalArgumentException malformed) {
            return ArmReply.error(400, "InvalidRequestContent", "The request content was not valid JSON.");
        }
        Map<String, Object> properties = Json.child(body, "properties");
        String location = Json.text(body, "location");
        if (location.isEmpty()) {
            return ArmReply.error(400, "LocationRequired", "The location property is required for this definition.");
        }
        if (!location.equalsIgnoreCase(machine.state().location())) {
            return ArmReply.error(
                    409,
                    "InvalidResourceLocation",
                    "The resource already exists in location '"
                            + machine.state().location() + "'.");
        }
        if (Json.text(properties, "publisher").isEmpty()
                || Json.text(properties, "type").isEmpty()) {
            return ArmReply.error(400, "InvalidRequestContent", "publisher and type are required.");
        }
        String name = find(wanted, machine).orElse(wanted);
        boolean existed = machine.extensions().containsKey(name);
        if (running(machine, name).isPresent()) {
            return ArmReply.error(409, "Conflict", "Another operation is in progress on the extension '" + name + "'.");
        }
        properties.remove("protectedSettings");
        properties.put("provisioningState", existed ? "Updating" : "Creating");
        machine.extensions().put(name, properties);
        return begin(start(machine, name, end(machine, properties), isFollowedByResource(machine), false));
    }

    private ArmReply delete(String wanted, MachineRecord machine) {
        Optional<String> name = find(wanted, machine);
        if (name.isEmpty()) {
            return ArmReply.empty(204);
        }
        if (running(machine, name.get()).isPresent()) {
            return ArmReply.error(
                    409, "Conflict", "Another operation is in progress on the extension '" + name.get() + "'.");
        }
        if (machine.spec().removalPolls == 0) {
            machine.extensions().remove(name.get());
            return ArmReply.empty(200);
        }
        Map<String, Object> deleting = new LinkedHashMap<>(machine.extensions().get(name.get()));
        deleting.put("provisioningState", "Deleting");
        machine.extensions().put(name.get(), deleting);
        return begin(start(machine, name.get(), "Succeeded", isFollowedByResource(machine), true));
    }

    /** What becomes of an installation: what the agent's configuration blocks fails (protocol.md 9). */
    private static String end(MachineRecord machine, Map<String, Object> properties) {
        return isBlocked(machine, properties) ? "Failed" : machine.spec().extensionEnd;
    }

    private static boolean isBlocked(MachineRecord machine, Map<String, Object> properties) {
        ExtensionSpec asked =
                ExtensionSpec.of("any", Json.text(properties, "publisher"), Json.text(properties, "type"));
        return machine.state().agentConfiguration().blocks(asked).isPresent();
    }

    private static boolean isFollowedByResource(MachineRecord machine) {
        return machine.spec().lroStyle == LroStyle.PROVISIONING_STATE;
    }

    private ArmReply begin(Operation operation) {
        Map<String, Object> body =
                operation.isRemoval() ? Map.of() : ExtensionBody.of(operation.machine, operation.extension);
        return switch (operation.machine.spec().lroStyle) {
            case AZURE_ASYNC_OPERATION ->
                pace(ArmReply.json(202, body).with("Azure-AsyncOperation", url("operationstatus", operation)));
            case LOCATION -> pace(ArmReply.empty(202).with("Location", url("operationresults", operation)));
            case PROVISIONING_STATE -> pace(operation.isRemoval() ? ArmReply.empty(202) : ArmReply.json(201, body));
        };
    }

    /** The status resource always answers 200, whatever became of the operation (protocol.md 1.3). */
    private ArmReply status(ArmRequest request, Operation operation, boolean running) {
        Map<String, Object> body = Json.object(
                "id",
                request.path(),
                "name",
                operation.id,
                "status",
                running ? operation.isRemoval() ? "Deleting" : "Creating" : operation.end,
                "startTime",
                "2026-01-02T03:04:05.678Z");
        if (!running && operation.end.equals("Failed")) {
            body.putAll(ArmReply.errorBody("ExtensionInstallFailed", message(operation)));
        }
        ArmReply reply = ArmReply.json(200, body);
        return running ? pace(reply) : reply;
    }

    private ArmReply result(Operation operation, boolean running) {
        if (running) {
            return pace(ArmReply.empty(202).with("Location", url("operationresults", operation)));
        }
        if (operation.isRemoval() && operation.end.equals("Succeeded")) {
            return ArmReply.empty(204);
        }
        return operation.end.equals("Succeeded")
                ? ArmReply.json(200, ExtensionBody.of(operation.machine, operation.extension))
                : ArmReply.error(
                        409,
                        operation.end.equals("Failed") ? "ExtensionInstallFailed" : "OperationCanceled",
                        message(operation));
    }

    private static String message(Operation operation) {
        return ExtensionBody.message(
                operation.machine, operation.machine.extensions().getOrDefault(operation.extension, Map.of()));
    }

    private Operation start(
            MachineRecord machine, String name, String end, boolean followedByResource, boolean removal) {
        int looks = removal ? machine.spec().removalPolls : machine.spec().extensionPolls;
        Operation operation = new Operation(
                world.nextId(),
                machine,
                name,
                end,
                looks,
                followedByResource,
                removal,
                machine.fault(OperationFate.class, any -> true));
        operations.put(operation.id, operation);
        return operation;
    }

    private void finish(Operation operation) {
        if (operation.isFinished()) {
            return;
        }
        operation.finish();
        if (operation.isRemoval() && operation.end.equals("Succeeded")) {
            operation.machine.extensions().remove(operation.extension);
            return;
        }
        Map<String, Object> properties = operation.machine.extensions().get(operation.extension);
        if (properties != null) {
            properties.put("provisioningState", operation.end);
            properties.putIfAbsent("typeHandlerVersion", "3.0.1.0");
        }
    }

    /** Finds the operation on an extension; one that ran before the emulator began is followed by its resource. */
    private Optional<Operation> running(MachineRecord machine, String name) {
        Map<String, Object> properties = machine.extensions().getOrDefault(name, Map.of());
        if (!ExtensionBody.isRunning(Json.text(properties, "provisioningState"))) {
            return Optional.empty();
        }
        return operations.values().stream()
                .filter(each -> !each.isFinished() && each.machine == machine && each.extension.equals(name))
                .findFirst()
                .or(() -> Optional.of(start(machine, name, end(machine, properties), true, false)));
    }

    private static Optional<String> find(String wanted, MachineRecord machine) {
        return machine.extensions().keySet().stream()
                .filter(name -> name.equalsIgnoreCase(wanted))
                .findFirst();
    }

    private ArmReply pace(ArmReply reply) {
        return retryAfterSeconds == 0 ? reply : reply.with("Retry-After", Integer.toString(retryAfterSeconds));
    }

    private String url(String kind, Operation operation) {
        MachineState state = operation.machine.state();
        String host = operation.is(OperationFate.FOREIGN_HOST) ? "https://127.0.0.1:" + world.port() : base();
        return host + "/subscriptions/" + state.id().subscriptionId()
                + "/providers/Microsoft.HybridCompute/locations/" + state.location() + "/" + kind + "/" + operation.id
                + "?api-version=2024-07-10";
    }

    private String base() {
        return "https://localhost:" + world.port();
    }
}
