package io.arcconnect.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.azure.core.http.HttpPipelineBuilder;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.internal.arm.ScriptedHttp.Answer;
import io.arcconnect.model.EndpointState;
import io.arcconnect.model.MachineScope;
import io.arcconnect.model.ProviderState;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.test.StepVerifier;

/** Reading what may not be there, and lists whose pages go wrong: protocol.md 2.1, 2.7, 7.2, 8.2. */
class ArmReadsTest {

    private static final URI ENDPOINT = URI.create("https://management.azure.com");
    private static final String SUBSCRIPTION = ArmServer.MACHINE.subscriptionId();

    private final ScriptedHttp http = new ScriptedHttp();
    private final ArmApis apis = ArmApis.over(
            new HttpPipelineBuilder().httpClient(http).build(), ENDPOINT, Set.of(), Duration.ofSeconds(30));

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"Not there.\"}}"})
    void getEndpoint_whenThereIsNone_thenEmpty(String body) {
        http.script.add(new Answer(404, body));

        StepVerifier.create(apis.connectivity().getEndpoint(ArmServer.MACHINE)).verifyComplete();
        StepVerifier.create(apis.connectivity().deleteEndpoint(ArmServer.MACHINE))
                .verifyComplete();
    }

    @Test
    void getEndpoint_whenThere_thenTypeAndState() {
        http.script.add(new Answer(200, "{\"properties\":{\"type\":\"custom\",\"provisioningState\":\"Updating\"}}"));

        StepVerifier.create(apis.connectivity().getEndpoint(ArmServer.MACHINE))
                .expectNext(new EndpointState("custom", Optional.of("Updating")))
                .verifyComplete();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | <html>no</html> | ARM_UNEXPECTED_RESPONSE",
                "404 | [] | ARM_UNEXPECTED_RESPONSE",
                "404 | {\"error\":{\"code\":\"NoRegisteredProviderFound\"}} | ARM_PROVIDER_NOT_REGISTERED",
                "404 | {\"error\":{\"code\":\"ResourceGroupNotFound\"}} | ARM_MACHINE_NOT_FOUND",
                "403 | {\"error\":{\"code\":\"AuthorizationFailed\"}} | ARM_FORBIDDEN",
                "429 | '' | ARM_THROTTLED",
            })
    void getEndpointAndDeletes_whenNotAzuresNo_thenTyped(int status, String body, ArcReason reason) {
        http.script.add(new Answer(status, body));

        fails(apis.connectivity().getEndpoint(ArmServer.MACHINE), reason);
        fails(apis.connectivity().deleteEndpoint(ArmServer.MACHINE), reason);
        fails(apis.connectivity().deleteServiceConfiguration(ArmServer.MACHINE, "SSH"), reason);
    }

    @Test
    void listMachines_whenTheSecondPageFails_thenTheFirstOnesMachinesAndTheError() {
        String machine = "{\"id\":\"" + ArmServer.MACHINE.resourceId() + "\"}";
        http.script.add(new Answer(200, "{\"value\":[" + machine + "],\"nextLink\":\"" + ENDPOINT + "/next\"}"));
        http.script.add(new Answer(403, ""));

        StepVerifier.create(apis.compute().listMachines(MachineScope.subscription(SUBSCRIPTION)))
                .expectNextMatches(state -> state.id().equals(ArmServer.MACHINE))
                .verifyErrorSatisfies(error ->
                        assertThat(((ArcConnectException) error).reason()).isEqualTo(ArcReason.ARM_FORBIDDEN));
    }

    @Test
    void listMachines_whenThePageLeadsElsewhere_thenRefusedBeforeItIsAsked() {
        http.script.add(new Answer(200, "{\"value\":[],\"nextLink\":\"https://evil.example/next\"}"));

        fails(apis.compute().listMachines(MachineScope.subscription(SUBSCRIPTION)), ArcReason.ARM_UNEXPECTED_RESPONSE);
        assertThat(http.calls).hasSize(1);
    }

    @Test
    void listMachines_whenThePagesGoInACircle_thenRefused() {
        http.script.add(new Answer(200, "{\"value\":[],\"nextLink\":\"" + ENDPOINT + "/a\"}"));
        http.script.add(new Answer(200, "{\"value\":[],\"nextLink\":\"" + ENDPOINT + "/b\"}"));
        http.script.add(new Answer(200, "{\"value\":[],\"nextLink\":\"" + ENDPOINT + "/a\"}"));

        fails(apis.compute().listMachines(MachineScope.subscription(SUBSCRIPTION)), ArcReason.ARM_UNEXPECTED_RESPONSE);
        assertThat(http.calls).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"value\":[{\"id\":\"nonsense\"}]}", "{\"value\":[{}]}", "[]", ""})
    void listMachines_whenAnItemIsNoMachine_thenUnexpected(String page) {
        http.script.add(new Answer(200, page));

        fails(apis.compute().listMachines(MachineScope.subscription(SUBSCRIPTION)), ArcReason.ARM_UNEXPECTED_RESPONSE);
    }

    @Test
    void getProvider_whenTheAnswerIsBare_thenNothingIsMadeUp() {
        http.script.add(new Answer(200, "{}"));

        StepVerifier.create(apis.resources().getProvider(SUBSCRIPTION, "Microsoft.HybridConnectivity"))
                .expectNext(new ProviderState("Microsoft.HybridConnectivity", ""))
                .verifyComplete();
        assertThat(http.calls)
                .containsExactly("GET /subscriptions/" + SUBSCRIPTION + "/providers/Microsoft.HybridConnectivity");
    }

    @Test
    void registerProvider_whenForbidden_thenOwnerOrContributor() {
        http.script.add(new Answer(
                403,
                "{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"The client 'c' does not have authorization to"
                        + " perform action 'Microsoft.HybridConnectivity/register/action' over scope '/s'.\"}}"));

        StepVerifier.create(apis.resources().registerProvider(SUBSCRIPTION, "Microsoft.HybridConnectivity"))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .hasMessageContaining("needs the role Owner or Contributor")
                        .hasMessageContaining("action=Microsoft.HybridConnectivity/register/action"));
    }

    @Test
    void findResources_whenANameWouldBreakOutOfTheFilter_thenRefusedAtTheCall() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> apis.resources().findResources(SUBSCRIPTION, "rg", "a' or name eq 'b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> apis.resources().getProvider(SUBSCRIPTION, "Microsoft.X/../../y"));
        assertThat(http.calls).isEmpty();
    }

    private static void fails(Publisher<?> call, ArcReason reason) {
        StepVerifier.create(call)
                .verifyErrorSatisfies(error ->
                        assertThat(((ArcConnectException) error).reason()).isEqualTo(reason));
    }
}
