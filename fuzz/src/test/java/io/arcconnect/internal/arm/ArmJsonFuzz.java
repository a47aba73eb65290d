package io.arcconnect.internal.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;
import io.arcconnect.model.MachineId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers to every ARM call: errors have a reason of ours, and what is no machine is none. */
public final class ArmJsonFuzz {

    private static final MachineId MACHINE = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "web-01");

    private static final List<Integer> STATUS =
            List.of(200, 201, 301, 400, 401, 403, 404, 409, 410, 412, 429, 500, 503);

    private ArmJsonFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input in = new Input(bytes);
        ArmCall call = in.oneOf(List.of(ArmCall.values()));
        int status = in.oneOf(STATUS);
        String body = in.restText();
        Check.bounded(bytes.length, () -> {
            ArmResponse response = new ArmResponse(status, new HttpHeaders(), body, Optional.empty());
            check(ArmErrors.of(call, response));
            check(ArmErrors.of(call, MACHINE, response));
            machines(ArmJson.parse(body));
            waiting(body);
        });
    }

    private static void check(Failure failure) {
        Check.that(failure.reason().code().matches("(arm|service|provisioning)\\.[a-z_]+"), "a reason: " + failure);
        String message = String.valueOf(new ControlPlaneException(failure).getMessage());
        Check.oneLine(message);
        Check.that(message.length() < 5_000, "a bounded message: " + message.length());
    }

    private static void machines(ArmJson json) {
        try {
            Check.that(ArmMachines.listed(json).id().resourceId().startsWith("/subscriptions/"), "a machine");
        } catch (ArcConnectException refused) {
            check(refused.failure());
        }
        Check.same(ArmMachines.machine(MACHINE, json).id(), MACHINE, "the machine that was asked for");
        Check.that(ArmMachines.extension(json).provisioningState() != null, "an extension has a state");
        Map<String, String> texts = json.texts();
        boolean whole = texts.toString().codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
        Check.that(
                !whole
                        || ArmJson.parse(ArmJson.write(Map.copyOf(texts)))
                                .texts()
                                .equals(texts),
                "what is written is what is read");
    }

    private static void waiting(String text) {
        HttpHeaders headers = new HttpHeaders()
                .set(HttpHeaderName.RETRY_AFTER, text)
                .set(HttpHeaderName.DATE, "Mon, 23 Nov 2026 12:00:00 GMT");
        RetryAfter.of(headers).ifPresent(wait -> Check.that(!wait.isNegative(), "no negative wait"));
        ArmResponse.retryAfter(text).ifPresent(wait -> Check.that(wait.toSeconds() <= 600, "a bounded wait"));
    }
}
