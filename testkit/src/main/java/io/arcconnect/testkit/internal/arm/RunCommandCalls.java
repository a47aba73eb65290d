package io.arcconnect.testkit.internal.arm;

import io.arcconnect.testkit.internal.Json;
import io.arcconnect.testkit.internal.MachineRecord;
import io.arcconnect.testkit.internal.World;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@code machines/runCommands} (protocol.md 1.4). */
final class RunCommandCalls {

    private final World world;

    /** By machine and name, and by operation. */
    private final Map<String, RunCommand> commands = new ConcurrentHashMap<>();

    private final Map<String, RunCommand> operations = new ConcurrentHashMap<>();

    RunCommandCalls(World world) {
        this.world = world;
    }

    ArmReply answer(ArmRequest request, ArmRoute route, MachineRecord machine) {
        String key = (machine.id().key() + "/" + route.name()).toLowerCase(Locale.ROOT);
        return switch (route.call()) {
            case PUT_RUN_COMMAND -> put(request, route.name(), key, machine);
            case DELETE_RUN_COMMAND -> delete(key);
            default ->
                Optional.ofNullable(commands.get(key))
                        .map(command -> {
                            command.look();
                            return ArmReply.json(200, command.body());
                        })
                        .orElseGet(() -> notFound(route.name(), machine));
        };
    }

    private ArmReply put(ArmRequest request, String name, String key, MachineRecord machine) {
        Map<String, Object> body;
        try {
            body = Json.read(request.body());
        } catch (IllegalArgumentException malformed) {
            return ArmReply.error(400, "InvalidRequestContent", "The request content was not valid JSON.");
        }
        if (Json.text(body, "location").isEmpty()) {
            return ArmReply.error(400, "LocationRequired", "The location property is required for this definition.");
        }
        String script = Json.text(Json.child(Json.child(body, "properties"), "source"), "script");
        if (script.isEmpty()) {
            return ArmReply.error(400, "InvalidRequestContent", "source is required.");
        }
        RunCommand command = new RunCommand(machine, name, script);
        commands.put(key, command);
        String operation = world.nextId();
        operations.put(operation, command);
        return ArmReply.json(201, command.body())
                .with("Retry-After", "200")
                .with(
                        "Azure-AsyncOperation",
                        "https://localhost:" + world.port() + "/subscriptions/"
                                + machine.id().subscriptionId()
                                + "/providers/Microsoft.HybridCompute/locations/"
                                + machine.state().location() + "/operationstatus/" + operation
                                + "?api-version=2024-07-10");
    }

    private ArmReply delete(String key) {
        RunCommand command = commands.remove(key);
        if (command != null) {
            command.stop();
        }
        return ArmReply.empty(command == null ? 204 : 202);
    }

    /** The state of an operation; empty when it is not one of a run command. */
    Optional<ArmReply> poll(String operation) {
        return Optional.ofNullable(operations.get(operation)).map(command -> {
            command.look();
            Map<String, Object> body = Json.object("name", operation, "status", command.state());
            if (command.state().equals("Failed")) {
                body.putAll(ArmReply.errorBody("RunCommandFailed", "The agent could not run the script."));
            }
            return ArmReply.json(200, body);
        });
    }

    private static ArmReply notFound(String name, MachineRecord machine) {
        return ArmReply.error(
                404,
                "ResourceNotFound",
                "The Resource 'Microsoft.HybridCompute/machines/" + machine.id().name() + "/runCommands/" + name
                        + "' was not found.");
    }
}
