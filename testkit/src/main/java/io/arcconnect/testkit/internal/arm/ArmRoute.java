package io.arcconnect.testkit.internal.arm;

import io.arcconnect.model.MachineId;
import io.arcconnect.testkit.ArmCall;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a call is for. Paths are compared without regard to case, as Azure does.
 *
 * @param call which
 * @param scope the resource it is about
 * @param machine the machine it is about, if any
 * @param name of the extension, run command, service configuration, operation or provider; otherwise empty
 * @param emulated whether the emulator knows it
 */
record ArmRoute(ArmCall call, String scope, Optional<MachineId> machine, String name, boolean emulated) {

    private static final Pattern MACHINE = Pattern.compile(
            "(?<id>/subscriptions/[^/]+/resourceGroups/[^/]+/providers/(?!Microsoft\\.HybridConnectivity/)[^/]+/[^/]+/[^/]+)"
                    + "(?<rest>/.*)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern OPERATION = Pattern.compile(
            "/subscriptions/[^/]+/providers/Microsoft\\.HybridCompute/locations/[^/]+/operation(?:status|results)/(?<name>[^/]+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PROVIDER =
            Pattern.compile("/subscriptions/[^/]+/providers/(?<name>[^/]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern REGISTER =
            Pattern.compile("/subscriptions/[^/]+/providers/(?<name>[^/]+)/register", Pattern.CASE_INSENSITIVE);
    private static final Pattern MACHINES = Pattern.compile(
            "/subscriptions/[^/]+(?:/resourceGroups/[^/]+)?/providers/Microsoft\\.HybridCompute/machines",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern RESOURCES =
            Pattern.compile("/subscriptions/[^/]+/resourceGroups/[^/]+/resources", Pattern.CASE_INSENSITIVE);
    private static final Pattern EXTENSION =
            Pattern.compile("/extensions(?:/(?<name>[^/]+))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern RUN_COMMAND =
            Pattern.compile("/runCommands/(?<name>[a-zA-Z0-9-_.]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENDPOINT = Pattern.compile(
            "/providers/Microsoft\\.HybridConnectivity/endpoints/default(?<rest>/.*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SERVICE =
            Pattern.compile("/serviceConfigurations(?:/(?<name>[^/]+))?", Pattern.CASE_INSENSITIVE);

    static ArmRoute of(ArmRequest request) {
        String path = request.path();
        Matcher operation = OPERATION.matcher(path);
        if (operation.matches()) {
            return plain(request, "GET", ArmCall.POLL, operation.group("name"));
        }
        Matcher machine = MACHINE.matcher(path);
        if (machine.matches()) {
            return below(request, machine);
        }
        if (MACHINES.matcher(path).matches()) {
            return plain(request, "GET", ArmCall.LIST_MACHINES, "");
        }
        if (RESOURCES.matcher(path).matches()) {
            return plain(request, "GET", ArmCall.LIST_RESOURCES, "");
        }
        Matcher register = REGISTER.matcher(path);
        if (register.matches()) {
            return plain(request, "POST", ArmCall.REGISTER_PROVIDER, register.group("name"));
        }
        Matcher provider = PROVIDER.matcher(path);
        if (provider.matches()) {
            return plain(request, "GET", ArmCall.GET_PROVIDER, provider.group("name"));
        }
        return plain(request, "", ArmCall.ANY, "");
    }

    private static ArmRoute below(ArmRequest request, Matcher path) {
        String id = path.group("id");
        String rest = path.group("rest") == null ? "" : path.group("rest");
        MachineId machine;
        try {
            machine = MachineId.parse(id);
        } catch (IllegalArgumentException notAMachine) {
            return plain(request, "", ArmCall.ANY, "");
        }
        Matcher extension = EXTENSION.matcher(rest);
        Matcher runCommand = RUN_COMMAND.matcher(rest);
        Matcher endpoint = ENDPOINT.matcher(rest);
        String name = "";
        Optional<ArmCall> call = Optional.empty();
        if (rest.isEmpty()) {
            call = only(request, "GET", ArmCall.GET_MACHINE);
        } else if (extension.matches()) {
            name = extension.group("name") == null ? "" : extension.group("name");
            call = extensionCall(request.method(), name);
        } else if (runCommand.matches()) {
            name = runCommand.group("name");
            call = runCommandCall(request.method());
        } else if (endpoint.matches()) {
            String tail = endpoint.group("rest") == null ? "" : endpoint.group("rest");
            Matcher service = SERVICE.matcher(tail);
            if (service.matches()) {
                name = service.group("name") == null ? "" : service.group("name");
                call = serviceCall(request.method(), name);
            } else if (tail.equalsIgnoreCase("/listCredentials")) {
                call = only(request, "POST", ArmCall.LIST_CREDENTIALS);
            } else if (tail.isEmpty()) {
                call = endpointCall(request.method());
            }
        }
        return new ArmRoute(
                call.orElse(ArmCall.ANY), machine.resourceId(), Optional.of(machine), name, call.isPresent());
    }

    private static Optional<ArmCall> extensionCall(String method, String name) {
        if (name.isEmpty()) {
            return method.equals("GET") ? Optional.of(ArmCall.LIST_EXTENSIONS) : Optional.empty();
        }
        return switch (method) {
            case "GET" -> Optional.of(ArmCall.GET_EXTENSION);
            case "PUT" -> Optional.of(ArmCall.PUT_EXTENSION);
            case "DELETE" -> Optional.of(ArmCall.DELETE_EXTENSION);
            default -> Optional.empty();
        };
    }

    private static Optional<ArmCall> runCommandCall(String method) {
        return switch (method) {
            case "GET" -> Optional.of(ArmCall.GET_RUN_COMMAND);
            case "PUT" -> Optional.of(ArmCall.PUT_RUN_COMMAND);
            case "DELETE" -> Optional.of(ArmCall.DELETE_RUN_COMMAND);
            default -> Optional.empty();
        };
    }

    private static Optional<ArmCall> endpointCall(String method) {
        return switch (method) {
            case "GET" -> Optional.of(ArmCall.GET_ENDPOINT);
            case "PUT" -> Optional.of(ArmCall.PUT_ENDPOINT);
            case "DELETE" -> Optional.of(ArmCall.DELETE_ENDPOINT);
            default -> Optional.empty();
        };
    }

    private static Optional<ArmCall> serviceCall(String method, String name) {
        if (name.isEmpty()) {
            return method.equals("GET") ? Optional.of(ArmCall.GET_SERVICE_CONFIGURATION) : Optional.empty();
        }
        return switch (method) {
            case "GET" -> Optional.of(ArmCall.GET_SERVICE_CONFIGURATION);
            case "PUT", "PATCH" -> Optional.of(ArmCall.PUT_SERVICE_CONFIGURATION);
            case "DELETE" -> Optional.of(ArmCall.DELETE_SERVICE_CONFIGURATION);
            default -> Optional.empty();
        };
    }

    private static Optional<ArmCall> only(ArmRequest request, String method, ArmCall call) {
        return request.method().equals(method) ? Optional.of(call) : Optional.empty();
    }

    private static ArmRoute plain(ArmRequest request, String method, ArmCall call, String name) {
        boolean emulated = request.method().equals(method);
        return new ArmRoute(emulated ? call : ArmCall.ANY, request.path(), Optional.empty(), name, emulated);
    }
}
