package io.arcconnect.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpPipelineBuilder;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.internal.arm.ScriptedHttp.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Deleting an extension and following that to its end (protocol.md 1.2, 1.3), without a clock. */
@Timeout(60)
class ArmRemovalTest {

    private static final URI ENDPOINT = URI.create("https://management.azure.com");
    private static final Answer ACCEPTED = new Answer(202, "");
    private static final Answer GONE =
            new Answer(404, "{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"Not there.\"}}");
    private static final Answer DELETING = new Answer(200, "{\"properties\":{\"provisioningState\":\"Deleting\"}}");
    private static final String OPERATION = ENDPOINT + "/operationstatus/7";
    private static final String RESULT = ENDPOINT + "/operationresults/7";

    private final ScriptedHttp http = new ScriptedHttp();

    @ParameterizedTest
    @CsvSource({"200", "204"})
    void delete_whenAnsweredAtOnce_thenDone(int status) {
        http.script.add(new Answer(status, ""));

        StepVerifier.create(delete()).verifyComplete();

        assertThat(http.calls).hasSize(1);
    }

    @Test
    void delete_whenThereIsAStatusResource_thenLookedAtWhenToldUntilItSucceeds() {
        http.script.addAll(List.of(
                ACCEPTED.with("Azure-AsyncOperation", OPERATION).with("Retry-After", "7"),
                new Answer(200, "{\"status\":\"Deleting\"}"),
                new Answer(200, "{\"status\":\"Succeeded\"}")));

        StepVerifier.withVirtualTime(this::delete)
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(7))
                .expectNoEvent(Duration.ofMillis(29_999))
                .thenAwait(Duration.ofMillis(1))
                .verifyComplete();

        assertThat(http.calls).hasSize(3).last().isEqualTo("GET /operationstatus/7");
    }

    @Test
    void delete_whenThereIsALocation_thenThatAndThenTheExtensionItself() {
        http.script.addAll(List.of(ACCEPTED.with("Location", RESULT), ACCEPTED, new Answer(204, ""), GONE));

        StepVerifier.withVirtualTime(this::delete)
                .thenAwait(Duration.ofMinutes(1))
                .verifyComplete();

        assertThat(http.calls).hasSize(4).last().asString().endsWith("/extensions/WindowsOpenSSH");
    }

    @Test
    void delete_whenThereIsNeither_thenUntilTheExtensionIsGone() {
        http.script.addAll(List.of(ACCEPTED, DELETING, DELETING, GONE));

        StepVerifier.withVirtualTime(this::delete)
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(89))
                .thenAwait(Duration.ofSeconds(1))
                .verifyComplete();

        assertThat(http.calls).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"Failed, PROVISIONING_EXTENSION_FAILED", "Canceled, PROVISIONING_CANCELED"})
    void delete_whenTheOperationEndsOtherwise_thenItsWords(String status, ArcReason reason) {
        http.script.add(ACCEPTED.with("Azure-AsyncOperation", OPERATION));
        http.script.add(new Answer(
                200, "{\"status\":\"" + status + "\",\"error\":{\"code\":\"C\",\"message\":\"it would not go\"}}"));

        fails(reason, "deleting WindowsOpenSSH failed: it would not go");
    }

    @Test
    void delete_whenTheLocationRefuses_thenItsWords() {
        http.script.add(ACCEPTED.with("Location", RESULT));
        http.script.add(new Answer(409, "{\"error\":{\"code\":\"C\",\"message\":\"it would not go\"}}"));

        fails(ArcReason.PROVISIONING_EXTENSION_FAILED, "it would not go");
    }

    @Test
    void delete_whenTheExtensionItselfFails_thenFailed() {
        http.script.add(ACCEPTED);
        http.script.add(new Answer(200, "{\"properties\":{\"provisioningState\":\"Failed\"}}"));

        fails(ArcReason.PROVISIONING_EXTENSION_FAILED, "the service gives no reason");
    }

    @Test
    void delete_whenNoLookTellsAnything_thenItMayGoOn() {
        http.script.add(ACCEPTED.with("Azure-AsyncOperation", OPERATION));
        http.script.add(new Answer(200, "<html>"));

        fails(ArcReason.ARM_UNAVAILABLE, "the removal was accepted and may go on, but 5 looks in a row failed");
        assertThat(http.calls).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({
        "404, ParentResourceNotFound, ARM_MACHINE_NOT_FOUND, ''",
        "404, NoRegisteredProviderFound, ARM_PROVIDER_NOT_REGISTERED, provider=Microsoft.HybridCompute",
        "403, AuthorizationFailed, ARM_FORBIDDEN, action=Microsoft.HybridCompute/machines/extensions/delete",
        "409, Conflict, ARM_CONFLICT, ''",
        "409, ScopeLocked, ARM_POLICY_DENIED, ''",
    })
    void delete_whenRefused_thenTyped(int status, String code, ArcReason reason, String words) {
        http.script.add(new Answer(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"no\"}}"));

        fails(reason, words);
    }

    @Test
    void delete_whenItIsNotThere_thenDone() {
        http.script.add(GONE);

        StepVerifier.create(delete()).verifyComplete();
    }

    @Test
    void delete_whenAForeignHostIsNamed_thenRefusedBeforeItIsAsked() {
        http.script.add(ACCEPTED.with("Azure-AsyncOperation", "https://evil.example/7"));

        fails(ArcReason.ARM_UNEXPECTED_RESPONSE, "evil.example");
        assertThat(http.calls).hasSize(1);
    }

    @Test
    void delete_whenCancelled_thenNotLookedAtAgain() {
        http.script.addAll(List.of(ACCEPTED, DELETING));

        StepVerifier.withVirtualTime(this::delete)
                .thenAwait(Duration.ofSeconds(30))
                .thenCancel()
                .verify();

        assertThat(http.calls).hasSize(2);
    }

    private void fails(ArcReason reason, String words) {
        StepVerifier.withVirtualTime(this::delete)
                .thenAwait(Duration.ofHours(1))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(ArcConnectException.class, told -> {
                            assertThat(told.reason()).isEqualTo(reason);
                            assertThat(told.machine()).contains(ArmServer.MACHINE);
                            assertThat(told).hasMessageContaining(words);
                        }));
    }

    private Mono<Void> delete() {
        return ArmApis.over(
                        new HttpPipelineBuilder().httpClient(http).build(), ENDPOINT, Set.of(), Duration.ofSeconds(30))
                .compute()
                .deleteExtension(ArmServer.MACHINE, "WindowsOpenSSH");
    }
}
