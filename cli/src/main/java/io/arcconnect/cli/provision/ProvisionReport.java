package io.arcconnect.cli.provision;

import io.arcconnect.cli.console.Json;
import io.arcconnect.model.Plan;
import io.arcconnect.model.ProvisionOutcome;
import io.arcconnect.model.Receipt;
import io.arcconnect.model.Removal;
import io.arcconnect.model.RemovedChange;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Tells results on standard output, and everything else on standard error. Where results are JSON, there is one line of it for
 * what was done.
 *
 * @param out for results
 * @param err for progress and questions
 * @param json whether results are JSON
 */
public record ProvisionReport(PrintWriter out, PrintWriter err, boolean json) {

    void plan(Plan plan) {
        (json ? err : out).print(plan.toText());
        flush();
    }

    void extensionPlan(String text) {
        (json ? err : out).println(text);
        flush();
    }

    void receipt(Receipt receipt) {
        if (json) {
            out.println(receipt.toJson());
        } else if (!receipt.changes().isEmpty()) {
            out.print(receipt.toText());
        }
        flush();
    }

    /** What is going to be undone. */
    void before(Receipt receipt) {
        (json ? err : out).print(receipt.toText());
        flush();
    }

    void removal(Removal removal) {
        if (json) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("machine", removal.machine().resourceId());
            members.put("complete", removal.isComplete());
            members.put(
                    "changes",
                    removal.items().stream().map(ProvisionReport::removed).toList());
            out.println(Json.of(members));
        } else {
            out.print(removal.toText());
        }
        flush();
    }

    private static Map<String, String> removed(RemovedChange change) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("kind", word(change.kind()));
        members.put("target", change.target());
        members.put("result", word(change.result()));
        members.put("detail", change.detail());
        return members;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    void extension(ProvisionOutcome outcome) {
        if (json) {
            out.println(Json.of(ExtensionText.members(outcome.extension())));
        } else {
            String message = outcome.extension().message();
            out.println(outcome.extension().name() + " on " + outcome.machine().name() + ": "
                    + ExtensionText.words(outcome.action()) + ", "
                    + outcome.extension().provisioningState()
                    + outcome.extension()
                            .typeHandlerVersion()
                            .map(version -> ", version " + version)
                            .orElse("")
                    + (message.isEmpty() ? "" : ": " + message));
        }
        flush();
    }

    private void flush() {
        out.flush();
        err.flush();
    }
}
