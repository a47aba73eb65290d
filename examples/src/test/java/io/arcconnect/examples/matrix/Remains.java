package io.arcconnect.examples.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ProvisioningException;
import io.arcconnect.model.AppliedChange;
import io.arcconnect.model.AppliedChange.Result;
import io.arcconnect.model.ChangeKind;
import io.arcconnect.model.Receipt;
import io.arcconnect.testkit.ArmCall;
import io.arcconnect.testkit.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What may be left behind: whole things, or nothing. */
final class Remains {

    private Remains() {}

    static void nothingWritten(Ground ground, Outcome outcome) {
        assertThat(ground.emulator().requests()).noneMatch(RecordedRequest::isWrite);
    }

    static void nothingDeleted(Ground ground, Outcome outcome) {
        assertThat(ground.emulator().requests(ArmCall.DELETE_EXTENSION)).isEmpty();
    }

    /** A receipt tells what is true: what it calls written is there, and what is there it has. */
    static void receipt(Ground ground, Outcome outcome) {
        if (outcome.isDone()) {
            assertThat(ground.running().servicePort("SSH")).contains(22);
            return;
        }
        Receipt receipt = ground.error()
                .filter(ProvisioningException.class::isInstance)
                .flatMap(error -> ((ProvisioningException) error).receipt())
                .orElseThrow(() -> new AssertionError("apply failed without a receipt"));
        Optional<AppliedChange> configured = receipt.changes().stream()
                .filter(change -> change.kind() == ChangeKind.SERVICE_CONFIGURATION)
                .findFirst();
        boolean isThere = ground.running().servicePort("SSH").isPresent();
        assertThat(configured.isPresent() || !isThere)
                .as("it is there and not in %s", receipt)
                .isTrue();
        assertThat(isThere
                        || configured
                                .map(AppliedChange::result)
                                .filter(Result.WRITTEN::equals)
                                .isEmpty())
                .as("it is not there and written in %s", receipt)
                .isTrue();
        assertThat(Receipt.parse(receipt.toJson())).isEqualTo(receipt);
    }

    /** Whole lines, one for each machine. */
    static void knownHosts(Ground ground, Outcome outcome) {
        String text = Files.text(ground.knownHosts(), StandardCharsets.US_ASCII);
        assertThat(text).matches("(?:\\S+ ecdsa-sha2-nistp256 [A-Za-z0-9+/=]{100,}\\n){0,2}");
        assertThat(text.lines().filter(line -> line.contains("/web-01 "))).hasSizeLessThanOrEqualTo(1);
        if (outcome.isDone()) {
            assertThat(text).contains("/web-01 ");
        }
    }

    /** The file leads to the port of the tunnel, or there is none. */
    static void desktopFile(Ground ground, Outcome outcome) {
        String text = Files.text(ground.here().resolve("web-01.rdp"), StandardCharsets.UTF_16);
        if (ground.ports().isEmpty()) {
            assertThat(text).isEmpty();
        } else {
            int port = ground.ports().get(ground.ports().size() - 1).getPort();
            assertThat(text).contains("full address:s:").contains(":" + port).endsWith("\r\n");
        }
    }
}
