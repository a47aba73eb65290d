package io.arcconnect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.model.AppliedChange.Result;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {

    private static final MachineId ID = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "web-01");
    private static final Instant AT = Instant.parse("2026-11-23T02:30:00Z");
    private static final AppliedChange ENDPOINT = change(ChangeKind.ENDPOINT, "default", Result.WRITTEN, "created");
    private static final AppliedChange SERVICE = new AppliedChange(
            ChangeKind.SERVICE_CONFIGURATION, "SSH", Result.UNCERTAIN, Optional.of("22"), Optional.of("2222"));

    @Test
    void parse_whenWrittenByToJson_thenEqual() {
        Receipt receipt = new Receipt(ID, AT, List.of(ENDPOINT, SERVICE));

        assertThat(Receipt.parse(receipt.toJson())).isEqualTo(receipt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"version\":2,\"machine\":\"x\",\"at\":\"x\",\"changes\":[]}",
                "{\"version\":1,\"machine\":\"x\",\"at\":\"2026-11-23T02:30:00Z\",\"changes\":[]}",
                "{\"version\":1,\"machine\":\"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.HybridCompute/machines/m\",\"at\":\"noon\",\"changes\":[]}",
                "{\"version\":1,\"machine\":\"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.HybridCompute/machines/m\",\"at\":\"2026-11-23T02:30:00Z\",\"changes\":[{\"kind\":\"moon\"}]}",
                "{\"version\":1,\"machine\":\"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.HybridCompute/machines/m\",\"at\":\"2026-11-23T02:30:00Z\",\"changes\":[7]}"
            })
    void parse_whenItIsNoReceipt_thenRefused(String json) {
        assertThatThrownBy(() -> Receipt.parse(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "SSH/../../../../machines/other/providers/Microsoft.HybridConnectivity/endpoints/default",
                "SSH?x=1",
                "SSH\\r\\nweb-02: undone"
            })
    void parse_whenTheTargetIsNoPlainName_thenRefused(String target) {
        String json = new Receipt(ID, AT, List.of(SERVICE)).toJson().replace("\"SSH\"", "\"" + target + "\"");

        assertThatThrownBy(() -> Receipt.parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("plain name");
    }

    @Test
    void toText_whenAnEditedReceiptHasLineBreaks_thenStillOneLineAChange() {
        String json =
                new Receipt(ID, AT, List.of(ENDPOINT)).toJson().replace("created", "created\\u001b[2J\\nall good");

        assertThat(Receipt.parse(json).toText()).hasLineCount(2).doesNotContain("\u001b");
    }

    @Test
    void toText_whenHalfWasWritten_thenOneLineAChange() {
        Receipt receipt = new Receipt(ID, AT, List.of(ENDPOINT, SERVICE));

        assertThat(receipt.toText()).isEqualTo("""
                        web-01, 2026-11-23T02:30:00Z
                          endpoint default: written, created
                          service-configuration SSH: uncertain, 22 -> 2222
                        """);
        assertThat(receipt.changed()).isTrue();
    }

    @Test
    void and_whenALaterApplyFoundWhatThisOneWrote_thenItIsStillOurs() {
        Receipt first = new Receipt(ID, AT, List.of(ENDPOINT, SERVICE));
        Receipt second = new Receipt(
                ID,
                AT.plusSeconds(60),
                List.of(
                        ENDPOINT.with(Result.ALREADY_THERE),
                        SERVICE.with(Result.ALREADY_THERE),
                        change(ChangeKind.EXTENSION, "WindowsOpenSSH", Result.WRITTEN, "p/t")));

        Receipt both = first.and(second);

        assertThat(both.at()).isEqualTo(AT);
        assertThat(both.changes())
                .containsExactly(
                        ENDPOINT, SERVICE, change(ChangeKind.EXTENSION, "WindowsOpenSSH", Result.WRITTEN, "p/t"));
    }

    @Test
    void and_whenItIsAnotherMachines_thenRefused() {
        Receipt other = new Receipt(MachineId.of(ID.subscriptionId(), "rg", "web-02"), AT, List.of());

        assertThatThrownBy(() -> new Receipt(ID, AT, List.of()).and(other))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static AppliedChange change(ChangeKind kind, String target, Result result, String after) {
        return new AppliedChange(kind, target, result, Optional.empty(), Optional.of(after));
    }
}
