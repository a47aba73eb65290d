package io.arcconnect.internal.arm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.arcconnect.internal.provision.IdempotentExtensionProvisioner;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.ProvisionOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sample output of Microsoft's article, with its one trailing comma removed, which no service sends. */
@Timeout(30)
class AzureLocalArticleTest {

    private static final String SAMPLE = """
            {
              "id": "/subscriptions/s/resourceGroups/g/providers/p/machines/m/extensions/WindowsOpenSSH",
              "location": "westeurope",
              "name": "WindowsOpenSSH",
              "properties": {
                "autoUpgradeMinorVersion": false,
                "enableAutomaticUpgrade": true,
                "instanceView": {
                  "name": "WindowsOpenSSH",
                  "status": {
                    "code": "0",
                    "level": "Information",
                    "message": "Extension Message: OpenSSH Successfully enabled"
                  },
                  "type": "WindowsOpenSSH",
                  "typeHandlerVersion": "3.0.1.0"
                },
                 "provisioningState": "Succeeded",
                 "publisher": "Microsoft.Azure.OpenSSH",
                 "type": "WindowsOpenSSH",
                 "typeHandlerVersion": "3.0.1.0"
              },
              "resourceGroup": "g",
              "type": "Microsoft.HybridCompute/machines/extensions"
            }
            """;

    private static final ExtensionState EXPECTED = new ExtensionState(
            "/subscriptions/s/resourceGroups/g/providers/p/machines/m/extensions/WindowsOpenSSH",
            "WindowsOpenSSH",
            "westeurope",
            "Microsoft.HybridCompute/machines/extensions",
            "Microsoft.Azure.OpenSSH",
            "WindowsOpenSSH",
            Optional.of("3.0.1.0"),
            false,
            true,
            "Succeeded",
            Optional.of(new ExtensionState.InstanceView(
                    "WindowsOpenSSH",
                    "WindowsOpenSSH",
                    Optional.of("3.0.1.0"),
                    new ExtensionState.Status(
                            "0",
                            "Information",
                            Optional.empty(),
                            "Extension Message: OpenSSH Successfully enabled",
                            Optional.empty()))));

    private final WireMockServer wire = ArmServer.SHARED.wire;

    @BeforeEach
    void forget() {
        wire.resetAll();
    }

    @Test
    void ensure_whenServiceAnswersAsInTheArticle_thenEveryField() {
        String machine = ArmServer.MACHINE.resourceId();
        wire.stubFor(get(urlPathEqualTo(machine)).willReturn(okJson("{\"location\":\"westeurope\"}")));
        wire.stubFor(get(urlPathEqualTo(machine + "/extensions/WindowsOpenSSH"))
                .willReturn(aResponse().withStatus(404)));
        wire.stubFor(put(urlPathEqualTo(machine + "/extensions/WindowsOpenSSH")).willReturn(okJson(SAMPLE)));

        ProvisionOutcome outcome = new IdempotentExtensionProvisioner(
                        ArmServer.SHARED.apis().compute(), Duration.ofSeconds(20), Clock.systemUTC(), event -> {})
                .ensure(ArmServer.MACHINE, ExtensionSpec.openSshForWindows().withVersion("3.0.1.0"))
                .blockOptional(Duration.ofSeconds(10))
                .orElseThrow();

        assertThat(outcome.action()).isEqualTo(ProvisionOutcome.Action.CREATED);
        assertThat(outcome.machine()).isEqualTo(ArmServer.MACHINE);
        assertThat(outcome.extension()).isEqualTo(EXPECTED);
    }
}
