package io.arcconnect.internal.arm;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RunCommandState;
import io.arcconnect.spi.RunCommandApi;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import reactor.core.publisher.Mono;

/**
 * {@code machines/runCommands} by hand-made requests (protocol.md 1.4). A script is followed by its own resource, which needs
 * no right beyond those on run commands, and is not bound to the pause of minutes that the operation's address asks for.
 */
final class ArmRunCommandApi implements RunCommandApi {

    private static final String OPERATION = "Azure-AsyncOperation";

    /** Looks in a row that may fail before we say so. The pipeline has repeated each already. */
    private static final int UNREADABLE_LOOKS = 5;

    private final ArmClient client;
    private final Duration interval;

    ArmRunCommandApi(ArmClient client, Duration interval) {
        this.client = client;
        this.interval = interval;
    }

    @Override
    public Mono<RunCommandState> putRunCommand(
            MachineId machine, String name, String location, String script, Duration timeout) {
        return Mono.defer(() -> client.send(
                        ArmCall.PUT_RUN_COMMAND, machine, path(name), query(), body(location, script, timeout)))
                .flatMap(answer -> answer.isError()
                        ? Mono.error(new ControlPlaneException(ArmErrors.of(ArmCall.PUT_RUN_COMMAND, machine, answer)))
                        : follow(machine, name).flatMap(end -> explained(end, machine, answer.header(OPERATION))));
    }

    private static String body(String location, String script, Duration timeout) {
        return ArmJson.write(Map.of(
                "location",
                location,
                "properties",
                Map.of(
                        "source",
                        Map.of("script", script),
                        "asyncExecution",
                        false,
                        "timeoutInSeconds",
                        timeout.toSeconds())));
    }

    private record Look(Optional<RunCommandState> state, int unreadable) {

        boolean isLast() {
            return state.filter(RunCommandState::isTerminal).isPresent();
        }
    }

    private Mono<RunCommandState> follow(MachineId machine, String name) {
        return Mono.just(new Look(Optional.empty(), 0))
                .expand(look -> look.isLast()
                        ? Mono.empty()
                        : Mono.delay(interval).then(Mono.defer(() -> look(machine, name, look))))
                .last()
                .flatMap(look -> Mono.justOrEmpty(look.state()));
    }

    private Mono<Look> look(MachineId machine, String name, Look before) {
        return client.send(ArmCall.GET_RUN_COMMAND, machine, path(name), query(), null)
                .flatMap(answer -> answer.isError()
                        ? Mono.<Look>error(
                                new ControlPlaneException(ArmErrors.of(ArmCall.GET_RUN_COMMAND, machine, answer)))
                        : Mono.just(new Look(Optional.of(state(answer.json())), 0)))
                .onErrorResume(ControlPlaneException.class, error -> again(before, error.failure()));
    }

    private static Mono<Look> again(Look before, Failure unreadable) {
        if (before.unreadable() + 1 < UNREADABLE_LOOKS) {
            return Mono.just(new Look(before.state(), before.unreadable() + 1));
        }
        boolean ours =
                unreadable.reason() == ArcReason.ARM_UNAUTHENTICATED || unreadable.reason() == ArcReason.ARM_FORBIDDEN;
        return Mono.error(new ControlPlaneException(unreadable
                .as(
                        ours ? unreadable.reason() : ArcReason.ARM_UNAVAILABLE,
                        "the run command was accepted and may run, but " + UNREADABLE_LOOKS + " looks in a row failed; "
                                + unreadable.detail())
                .with("accepted", true)));
    }

    private static RunCommandState state(ArmJson json) {
        ArmJson properties = json.object("properties");
        ArmJson view = properties.object("instanceView");
        return new RunCommandState(
                properties.text("provisioningState").orElse(properties.isEmpty() ? "" : "Succeeded"),
                view.text("executionState").orElse(""),
                view.text("executionMessage").orElse(""),
                view.text("exitCode")
                        .filter(code -> code.matches("-?[0-9]{1,9}"))
                        .map(code -> OptionalInt.of(Integer.parseInt(code)))
                        .orElse(OptionalInt.empty()),
                view.text("output").orElse(""),
                view.text("error").orElse(""));
    }

    /** The operation knows why it failed, also where no script ever ran. It is only asked then. */
    private Mono<RunCommandState> explained(RunCommandState end, MachineId machine, Optional<String> operation) {
        boolean silent = end.provisioningState().equalsIgnoreCase("Failed")
                && end.message().isBlank()
                && end.exitCode().isEmpty();
        if (!silent || operation.isEmpty()) {
            return Mono.just(end);
        }
        return Mono.defer(() -> client.read(ArmCall.POLL, machine, client.allowed(machine, operation.get())))
                .flatMap(answer -> Mono.justOrEmpty(ArmErrors.text(answer.json().object("error"))))
                .map(words -> new RunCommandState(
                        end.provisioningState(),
                        end.executionState(),
                        words,
                        end.exitCode(),
                        end.output(),
                        end.error()))
                .onErrorResume(ControlPlaneException.class, unreadable -> Mono.empty())
                .defaultIfEmpty(end);
    }

    @Override
    public Mono<Void> deleteRunCommand(MachineId machine, String name) {
        return client.send(ArmCall.DELETE_RUN_COMMAND, machine, path(name), query(), null)
                .flatMap(answer -> answer.isError() && answer.status() != 404
                        ? Mono.error(
                                new ControlPlaneException(ArmErrors.of(ArmCall.DELETE_RUN_COMMAND, machine, answer)))
                        : Mono.empty());
    }

    private static String path(String name) {
        return "/runCommands/" + name;
    }

    private static String query() {
        return ArmHybridComputeApi.API_VERSION;
    }
}
