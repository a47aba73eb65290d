package io.arcconnect.internal.arm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import reactor.core.publisher.Flux;

/** Scripts of a long-running PUT of WindowsOpenSSH. */
final class PollScript {

    static final String EXTENSION = ArmServer.MACHINE.resourceId() + "/extensions/WindowsOpenSSH";
    static final String STATUS = "/subscriptions/1/providers/Microsoft.HybridCompute/locations/we/operationstatus/7";
    static final String RESULT = "/subscriptions/1/providers/Microsoft.HybridCompute/locations/we/operationresults/7";

    private PollScript() {}

    static Flux<ExtensionState> install() {
        return ArmServer.SHARED
                .apis()
                .compute()
                .putExtension(ArmServer.MACHINE, ExtensionSpec.openSshForWindows(), "westeurope");
    }

    static void answerPut(ResponseDefinitionBuilder response) {
        ArmServer.SHARED.wire.stubFor(put(urlPathEqualTo(EXTENSION)).willReturn(response));
    }

    /** Answers GETs one after the other, the last one for ever. */
    static void inTurn(String path, ResponseDefinitionBuilder... answers) {
        for (int i = 0; i < answers.length; i++) {
            ArmServer.SHARED.wire.stubFor(get(urlPathEqualTo(path))
                    .inScenario(path)
                    .whenScenarioStateIs(look(i))
                    .willSetStateTo(look(Math.min(i + 1, answers.length - 1)))
                    .willReturn(answers[i]));
        }
    }

    private static String look(int number) {
        return number == 0 ? Scenario.STARTED : "look " + number;
    }

    static ResponseDefinitionBuilder accepted(int status) {
        return status == 202
                ? aResponse().withStatus(202)
                : extension("Creating").withStatus(status);
    }

    static ResponseDefinitionBuilder extension(String state) {
        return okJson("""
                {"name":"WindowsOpenSSH","location":"westeurope","properties":{"type":"WindowsOpenSSH",
                 "provisioningState":"%s","instanceView":{"status":{"code":"0","message":"Extension Message: done"}}}}
                """.formatted(state));
    }
}
