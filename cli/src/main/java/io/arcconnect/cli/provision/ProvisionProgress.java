package io.arcconnect.cli.provision;

import io.arcconnect.model.PlannedChange;
import io.arcconnect.model.Receipt;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.event.ApplyEvent;
import io.arcconnect.spi.event.DialWaitingEvent;
import io.arcconnect.spi.event.ProvisioningEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Prints how a plan is applied, and hands every receipt on: before a write, it says that one is under way. */
final class ProvisionProgress implements ArcConnectListener {

    private final PrintWriter out;
    private final Consumer<Receipt> receipts;

    ProvisionProgress(PrintWriter out, Consumer<Receipt> receipts) {
        this.out = out;
        this.receipts = receipts;
    }

    @Override
    public void onApply(ApplyEvent event) {
        receipts.accept(event.receipt());
        String what = event.change().map(PlannedChange::what).orElse("an SSH server answers");
        String detail = event.detail().isEmpty() ? "" : ": " + event.detail();
        line(event.elapsed(), event.phase().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + what + detail);
    }

    @Override
    public void onProvisioning(ProvisioningEvent event) {
        line(
                event.elapsed(),
                event.extension().name() + " is " + event.extension().provisioningState());
    }

    @Override
    public void onDialWaiting(DialWaitingEvent event) {
        line(
                event.waited(),
                "no agent yet (" + event.answer().reason().code() + "), waiting at most "
                        + event.budget().toSeconds() + " s");
    }

    private void line(Duration elapsed, String text) {
        out.println(String.format(Locale.ROOT, "%8.2f s  %s", elapsed.toMillis() / 1000.0, text));
        out.flush();
    }
}
