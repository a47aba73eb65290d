package io.arcconnect.testkit.internal.arm;

import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.testkit.ExecReply;
import io.arcconnect.testkit.internal.Json;
import io.arcconnect.testkit.internal.MachineRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A script that the agent has been asked to run. It takes a number of looks, and its own time; a machine that is not connected
 * leaves it queued, one whose configuration blocks the handler fails it.
 */
final class RunCommand {

    private final MachineRecord machine;
    private final String name;
    private final String script;
    private final CompletableFuture<ExecReply> reply;
    private int looksLeft;

    RunCommand(MachineRecord machine, String name, String script) {
        this.machine = machine;
        this.name = name;
        this.script = script;
        this.looksLeft = machine.spec().extensionPolls;
        this.reply = machine.state().isConnected() && !isBlocked()
                ? Mono.fromCallable(() -> machine.spec().agentScript.apply(script))
                        .subscribeOn(Schedulers.boundedElastic())
                        .toFuture()
                : new CompletableFuture<>();
    }

    private boolean isBlocked() {
        String handler = machine.state().isWindows() ? "runcommandhandlerwindows" : "runcommandhandlerlinux";
        return machine.state()
                .agentConfiguration()
                .blocks(ExtensionSpec.of(handler, "microsoft.cplat.core", handler))
                .isPresent();
    }

    synchronized void look() {
        if (looksLeft > 0 && machine.state().isConnected()) {
            looksLeft--;
        }
    }

    void stop() {
        reply.cancel(true);
    }

    /** {@return the provisioning state} */
    synchronized String state() {
        if (looksLeft > 0) {
            return "Creating";
        }
        if (isBlocked()) {
            return "Failed";
        }
        if (!reply.isDone()) {
            return "Creating";
        }
        return reply.isCompletedExceptionally() || reply.join().kind() == ExecReply.Kind.SIGNAL
                ? "Failed"
                : reply.join().kind() == ExecReply.Kind.NEVER ? "Creating" : "Succeeded";
    }

    Map<String, Object> body() {
        String state = state();
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("source", Json.object("script", script));
        properties.put("asyncExecution", false);
        properties.put("provisioningState", state);
        if (state.equals("Succeeded")) {
            properties.put("instanceView", view(reply.join()));
        }
        return Json.object(
                "id",
                machine.id() + "/runcommands/" + name,
                "name",
                name,
                "type",
                "Microsoft.HybridCompute/machines/runcommands",
                "location",
                machine.state().location(),
                "properties",
                properties);
    }

    private static Map<String, Object> view(ExecReply said) {
        if (said.kind() == ExecReply.Kind.SILENT) {
            return Json.object(
                    "executionState", "TimedOut", "executionMessage", "RunCommand script execution timed out");
        }
        return Json.object(
                "executionState",
                said.status() == 0 ? "Succeeded" : "Failed",
                "executionMessage",
                "RunCommand script execution completed",
                "exitCode",
                said.status(),
                "output",
                said.stdout(),
                "error",
                said.stderr(),
                "startTime",
                "2026-01-02T03:04:05.678Z",
                "endTime",
                "2026-01-02T03:04:06.678Z");
    }
}
