package io.arcconnect.model;

import java.time.temporal.ChronoUnit;

/** Plans and receipts for people. */
final class PlanText {

    private PlanText() {}

    static String of(Plan plan) {
        StringBuilder text = new StringBuilder(plan.machine().name()).append(": ");
        if (plan.isEmpty()) {
            text.append("nothing to change\n");
        } else {
            text.append(count(plan.changes().size(), "change")).append('\n');
        }
        int number = 1;
        for (PlannedChange change : plan.changes()) {
            text.append("  ")
                    .append(number++)
                    .append(". ")
                    .append(OneLine.of(change.what()))
                    .append('\n');
            text.append("     because ").append(OneLine.of(change.reason())).append('\n');
            text.append("     needs ").append(change.permission()).append('\n');
        }
        plan.notes().forEach(note -> text.append("  - ").append(note).append('\n'));
        plan.obstacles()
                .forEach(obstacle ->
                        text.append("  In the way: ").append(obstacle).append('\n'));
        return text.toString();
    }

    static String of(Receipt receipt) {
        StringBuilder text = new StringBuilder(receipt.machine().name())
                .append(", ")
                .append(receipt.at().truncatedTo(ChronoUnit.SECONDS));
        text.append(receipt.changes().isEmpty() ? ": nothing was written\n" : "\n");
        receipt.changes().forEach(change -> text.append("  ").append(change).append('\n'));
        return text.toString();
    }

    static String of(Removal removal) {
        StringBuilder text = new StringBuilder(removal.machine().name());
        text.append(removal.items().isEmpty() ? ": nothing to undo\n" : "\n");
        removal.items().forEach(item -> text.append("  ").append(item).append('\n'));
        return text.toString();
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
