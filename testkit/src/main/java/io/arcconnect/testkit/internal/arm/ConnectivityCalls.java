package io.arcconnect.testkit.internal.arm;

import io.arcconnect.testkit.internal.Issued;
import io.arcconnect.testkit.internal.Json;
import io.arcconnect.testkit.internal.MachineRecord;
import io.arcconnect.testkit.internal.NotEmulated;
import io.arcconnect.testkit.internal.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code Microsoft.HybridConnectivity}: endpoint, service configurations, credentials (protocol.md 2.1, 2.2). */
final class ConnectivityCalls {

    private static final long SHORTEST = 600;
    private static final long LONGEST = 10_800;

    private final World world;

    ConnectivityCalls(World world) {
        this.world = world;
    }

    ArmReply answer(ArmRequest request, ArmRoute route, MachineRecord machine) {
        return switch (route.call()) {
            case PUT_ENDPOINT -> putEndpoint(request, machine);
            case GET_ENDPOINT -> machine.hasEndpoint() ? ArmReply.json(200, endpoint(machine)) : noEndpoint(machine);
            case DELETE_ENDPOINT -> {
                boolean existed = machine.hasEndpoint();
                machine.deleteEndpoint();
                yield ArmReply.empty(existed ? 200 : 204);
            }
            case GET_SERVICE_CONFIGURATION -> getService(route.name(), machine);
            case PUT_SERVICE_CONFIGURATION -> putService(request, route.name(), machine);
            case DELETE_SERVICE_CONFIGURATION -> ArmReply.empty(machine.deleteService(route.name()) ? 200 : 204);
            case LIST_CREDENTIALS -> listCredentials(request, machine);
            default -> ArmReply.notEmulated(world.unanswered().add(NotEmulated.ARM_CALL, request.toString()));
        };
    }

    private static ArmReply putEndpoint(ArmRequest request, MachineRecord machine) {
        String type = Json.text(Json.child(body(request), "properties"), "type");
        if (!type.equals("default") && !type.equals("custom")) {
            return ArmReply.error(400, "InvalidRequestContent", "properties.type must be default or custom.");
        }
        machine.createEndpoint();
        return ArmReply.json(200, endpoint(machine));
    }

    private static ArmReply getService(String name, MachineRecord machine) {
        if (!machine.hasEndpoint()) {
            return noEndpoint(machine);
        }
        if (name.isEmpty()) {
            return ArmReply.json(
                    200,
                    Json.object(
                            "value",
                            machine.services().entrySet().stream()
                                    .map(service -> service(machine, service.getKey(), service.getValue()))
                                    .toList()));
        }
        return machine.servicePort(name)
                .map(port -> ArmReply.json(200, service(machine, name, port)))
                .orElseGet(() -> ArmReply.error(
                        404,
                        "ResourceNotFound",
                        "The service configuration '" + name + "' was not found on '"
                                + machine.id().name() + "'."));
    }

    private ArmReply putService(ArmRequest request, String name, MachineRecord machine) {
        if (!machine.hasEndpoint()) {
            return noEndpoint(machine);
        }
        Map<String, Object> properties = Json.child(body(request), "properties");
        String serviceName = Json.text(properties, "serviceName");
        if (request.method().equals("PUT") && !List.of("SSH", "WAC").contains(serviceName)) {
            return ArmReply.error(400, "InvalidRequestContent", "properties.serviceName must be SSH or WAC.");
        }
        Optional<Integer> before = machine.servicePort(name);
        if (request.method().equals("PATCH") && before.isEmpty()) {
            return ArmReply.error(404, "ResourceNotFound", "The service configuration was not found.");
        }
        int port;
        try {
            port = Integer.parseInt(Json.text(properties, "port"));
        } catch (NumberFormatException malformed) {
            return ArmReply.error(400, "InvalidRequestContent", "properties.port must be a number.");
        }
        machine.putService(name, port, world.now());
        return ArmReply.json(before.isPresent() ? 200 : 201, service(machine, name, port));
    }

    private ArmReply listCredentials(ArmRequest request, MachineRecord machine) {
        long lifetime = LONGEST;
        if (!request.query("expiresin").isEmpty()) {
            try {
                lifetime = Long.parseLong(request.query("expiresin"));
            } catch (NumberFormatException malformed) {
                lifetime = 0;
            }
        }
        if (lifetime < SHORTEST || lifetime > LONGEST) {
            return ArmReply.error(400, "InvalidParameter", "expiresin must be between 600 and 10800 seconds.");
        }
        if (!machine.hasEndpoint()) {
            return noEndpoint(machine);
        }
        String serviceName = Json.text(body(request), "serviceName");
        Optional<Integer> port = machine.servicePort(serviceName);
        if (!serviceName.isEmpty() && port.isEmpty()) {
            return ArmReply.error(
                    412,
                    "PreconditionFailed",
                    "There is no service configuration '" + serviceName + "' on the endpoint.");
        }
        return ArmReply.json(200, Json.object("relay", relay(machine, port, Duration.ofSeconds(lifetime))));
    }

    private Map<String, Object> relay(MachineRecord machine, Optional<Integer> port, Duration lifetime) {
        Issued issued = Issued.to(world, machine, port, lifetime);
        return Json.object(
                "namespaceName", world.namespace(),
                "namespaceNameSuffix", world.suffix(),
                "hybridConnectionName", issued.name(),
                "accessKey", issued.accessKey(),
                "expiresOn", issued.expiry().getEpochSecond(),
                "serviceConfigurationToken", issued.serviceToken().orElse(null));
    }

    private static ArmReply noEndpoint(MachineRecord machine) {
        return ArmReply.error(
                404,
                "ResourceNotFound",
                "The Resource 'Microsoft.HybridConnectivity/endpoints/default' of '"
                        + machine.id().name() + "' was not found.");
    }

    private static Map<String, Object> endpoint(MachineRecord machine) {
        return Json.object(
                "id",
                machine.id() + "/providers/Microsoft.HybridConnectivity/endpoints/default",
                "name",
                "default",
                "type",
                "Microsoft.HybridConnectivity/endpoints",
                "properties",
                Json.object("type", "default", "provisioningState", "Succeeded"));
    }

    private static Map<String, Object> service(MachineRecord machine, String name, int port) {
        return Json.object(
                "id",
                machine.id() + "/providers/Microsoft.HybridConnectivity/endpoints/default/serviceConfigurations/"
                        + name,
                "name",
                name,
                "type",
                "Microsoft.HybridConnectivity/endpoints/serviceConfigurations",
                "properties",
                Json.object("serviceName", name, "port", port, "provisioningState", "Succeeded"));
    }

    private static Map<String, Object> body(ArmRequest request) {
        try {
            return Json.read(request.body());
        } catch (IllegalArgumentException malformed) {
            return Map.of();
        }
    }
}
