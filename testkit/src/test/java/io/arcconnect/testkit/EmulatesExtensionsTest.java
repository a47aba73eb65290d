package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.testkit.ArmTester.Answer;
import io.arcconnect.testkit.internal.Json;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Extensions and their long-running operations: protocol.md 1.2 and 1.3, libraries.md 2. */
@Timeout(60)
class EmulatesExtensionsTest {

    private static final String BODY = """
            {"location":"westeurope","properties":{"publisher":"Microsoft.Azure.OpenSSH","type":"WindowsOpenSSH",
            "autoUpgradeMinorVersion":false,"enableAutomaticUpgrade":true,"settings":{}}}""";

    @Test
    void put_whenFollowedByStatusResource_thenRunsAsLongAsSaidAndSucceeds() throws Exception {
        try (ArcEmulator emulator = emulator(EmulatedMachine.windows("win").extensionTakes(2))) {
            ArmTester arm = new ArmTester(emulator);
            String path = path(emulator);

            Answer put = arm.put(path, BODY);
            String url = put.header("Azure-AsyncOperation").orElseThrow();
            List<String> seen = List.of(status(arm, url), status(arm, url), status(arm, url), status(arm, url));

            assertThat(put.status()).isEqualTo(202);
            assertThat(put.header("Retry-After")).isEmpty();
            assertThat(seen).containsExactly("Creating", "Creating", "Succeeded", "Succeeded");
            Answer got = arm.get(path);
            assertThat(got.child("properties")).containsEntry("provisioningState", "Succeeded");
            assertThat(got.response().body())
                    .contains("\"level\":\"Information\"")
                    .contains("Extension Message: OpenSSH Successfully enabled");
        }
    }

    @Test
    void put_whenFollowedByLocation_then202UntilTheResultComes() throws Exception {
        try (ArcEmulator emulator = emulator(
                EmulatedMachine.windows("win").lroStyle(LroStyle.LOCATION).extensionTakes(1))) {
            ArmTester arm = new ArmTester(emulator);

            Answer put = arm.put(path(emulator), BODY);
            String url = put.header("Location").orElseThrow();
            Answer running = arm.get(url);
            Answer done = arm.get(url);

            assertThat(put.header("Azure-AsyncOperation")).isEmpty();
            assertThat(running.status()).isEqualTo(202);
            assertThat(running.response().body()).isEmpty();
            assertThat(done.status()).isEqualTo(200);
            assertThat(done.child("properties")).containsEntry("provisioningState", "Succeeded");
        }
    }

    @Test
    void put_whenFollowedByProvisioningState_then201AndTheResourceTells() throws Exception {
        try (ArcEmulator emulator = emulator(EmulatedMachine.windows("win")
                .lroStyle(LroStyle.PROVISIONING_STATE)
                .extensionTakes(1))) {
            ArmTester arm = new ArmTester(emulator);
            String path = path(emulator);

            Answer put = arm.put(path, BODY);

            assertThat(put.status()).isEqualTo(201);
            assertThat(put.child("properties")).containsEntry("provisioningState", "Creating");
            assertThat(arm.get(path).child("properties")).containsEntry("provisioningState", "Creating");
            assertThat(arm.get(path).child("properties")).containsEntry("provisioningState", "Succeeded");
        }
    }

    @Test
    void put_whenItFails_thenStatusResourceStillAnswers200WithTheError() throws Exception {
        try (ArcEmulator emulator = emulator(
                EmulatedMachine.windows("win").extensionTakes(0).extensionFails("exit code for Install: 64"))) {
            ArmTester arm = new ArmTester(emulator);

            String url =
                    arm.put(path(emulator), BODY).header("Azure-AsyncOperation").orElseThrow();
            Answer end = arm.get(url);

            assertThat(end.status()).isEqualTo(200);
            assertThat(end.body()).containsEntry("status", "Failed");
            assertThat(Json.text(end.child("error"), "message")).isEqualTo("exit code for Install: 64");
            assertThat(arm.get(path(emulator)).child("properties")).containsEntry("provisioningState", "Failed");
        }
    }

    @Test
    void put_whenCancelled_thenStatusIsCanceledWithoutError() throws Exception {
        try (ArcEmulator emulator =
                emulator(EmulatedMachine.windows("win").extensionTakes(0).extensionCanceled())) {
            ArmTester arm = new ArmTester(emulator);

            String url =
                    arm.put(path(emulator), BODY).header("Azure-AsyncOperation").orElseThrow();

            assertThat(arm.get(url).body()).containsEntry("status", "Canceled").doesNotContainKey("error");
        }
    }

    @Test
    void put_whenMachineIsDisconnected_thenStaysQueuedUntilItIsBack() throws Exception {
        try (ArcEmulator emulator =
                emulator(EmulatedMachine.windows("win").status("Disconnected").extensionTakes(1))) {
            ArmTester arm = new ArmTester(emulator);

            String url =
                    arm.put(path(emulator), BODY).header("Azure-AsyncOperation").orElseThrow();
            List<String> queued = List.of(status(arm, url), status(arm, url), status(arm, url));
            emulator.machine("win").status("Connected");

            assertThat(queued).containsOnly("Creating");
            assertThat(List.of(status(arm, url), status(arm, url))).containsExactly("Creating", "Succeeded");
        }
    }

    @Test
    void put_whenAnotherIsRunning_then409() throws Exception {
        try (ArcEmulator emulator = emulator(EmulatedMachine.windows("win"))) {
            ArmTester arm = new ArmTester(emulator);

            arm.put(path(emulator), BODY);

            assertThat(arm.put(path(emulator), BODY).status()).isEqualTo(409);
        }
    }

    @Test
    void put_whenLocationIsMissingOrAnother_thenRefused() throws Exception {
        try (ArcEmulator emulator = emulator(EmulatedMachine.windows("win"))) {
            ArmTester arm = new ArmTester(emulator);

            Answer missing = arm.put(path(emulator), BODY.replace("\"location\":\"westeurope\",", ""));
            Answer other = arm.put(path(emulator), BODY.replace("westeurope", "eastus"));

            assertThat(missing.errorCode()).isEqualTo("LocationRequired");
            assertThat(other.errorCode()).isEqualTo("InvalidResourceLocation");
        }
    }

    @Test
    void put_whenRetryAfterIsSet_thenSentWhileRunning() throws Exception {
        try (ArcEmulator emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.windows("win"))
                .retryAfter(Duration.ofSeconds(1))
                .start()) {
            ArmTester arm = new ArmTester(emulator);

            assertThat(arm.put(path(emulator), BODY).header("Retry-After")).contains("1");
        }
    }

    @Test
    void list_whenLongerThanAPage_thenHasNextLink() throws Exception {
        try (ArcEmulator emulator = emulator(EmulatedMachine.windows("win")
                .extension("a", "P", "A", "1.0", "Succeeded")
                .extension("b", "P", "B", "1.0", "Failed")
                .extension("c", "P", "C", "1.0", "Creating")
                .extensionPageSize(2))) {
            ArmTester arm = new ArmTester(emulator);

            Answer first = arm.get(emulator.machine("win").id().resourceId() + "/extensions");
            Answer second = arm.get(Json.text(first.body(), "nextLink"));

            assertThat(first.body().get("value"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .hasSize(2);
            assertThat(second.body().get("value"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .hasSize(1);
            assertThat(second.body()).doesNotContainKey("nextLink");
        }
    }

    @Test
    void delete_whenItExists_thenGone() throws Exception {
        try (ArcEmulator emulator =
                emulator(EmulatedMachine.windows("win").extension("WindowsOpenSSH", "P", "T", "1.0", "Failed"))) {
            ArmTester arm = new ArmTester(emulator);

            assertThat(arm.call("DELETE", path(emulator), "").status()).isEqualTo(200);
            assertThat(arm.get(path(emulator)).status()).isEqualTo(404);
            assertThat(arm.call("DELETE", path(emulator), "").status()).isEqualTo(204);
        }
    }

    private static ArcEmulator emulator(EmulatedMachine machine) {
        return ArcEmulator.builder().machine(machine).start();
    }

    private static String path(ArcEmulator emulator) {
        return emulator.machine("win").id().resourceId() + "/extensions/WindowsOpenSSH";
    }

    private static String status(ArmTester arm, String url) throws Exception {
        Answer answer = arm.get(url);
        assertThat(answer.status()).isEqualTo(200);
        return Json.text(answer.body(), "status");
    }
}
