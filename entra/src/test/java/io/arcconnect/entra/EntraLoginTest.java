package io.arcconnect.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.models.AzureCloud;
import io.arcconnect.model.Secret;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntraLoginTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "tenant?x=1", "..", "contoso.com/", "a b", "-contoso", "contoso\r\n"})
    void of_whenTheTenantWouldChangeTheAddress_thenRefused(String tenant) {
        assertThatThrownBy(() -> EntraLogin.browser(tenant))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a valid tenant");
    }

    @Test
    void withClientId_whenMalformed_thenRefused() {
        EntraLogin login = EntraLogin.clientSecret("contoso.com", "app", Secret.of("s"));

        assertThatThrownBy(() -> login.withClientId("app&x=1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a valid client id");
        assertThat(login.withClientId("other").clientId()).isEqualTo("other");
    }

    @Test
    void toString_whenPrinted_thenNoSecret() throws Exception {
        KeyPair pair = CertificateRequest.create(2048).pair();

        assertThat(EntraLogin.clientSecret("contoso.com", "app", Secret.of("hush-1"))
                        .toString())
                .doesNotContain("hush-1");
        assertThat(EntraLogin.clientCertificate("contoso.com", "app", pair.getPrivate(), SelfSigned.by(pair))
                        .toString())
                .isEqualTo("ClientCertificate[contoso.com, app]");
        assertThat(new DeviceCodePrompt("ABCD", URI.create("https://x"), Duration.ofMinutes(1), "enter ABCD"))
                .hasToString("DeviceCodePrompt[https://x]");
    }

    @Test
    void cloud_whenOneOfThree_thenItsOwnAddressAndScope() {
        EntraCloud government = EntraCloud.of(AzureCloud.AZURE_US_GOVERNMENT_CLOUD);
        EntraCloud china = EntraCloud.of(AzureCloud.AZURE_CHINA_CLOUD);

        assertThat(EntraCloud.of(AzureCloud.AZURE_PUBLIC_CLOUD)).isEqualTo(EntraCloud.PUBLIC);
        assertThat(government.authorityOf("contoso.us")).isEqualTo("https://login.microsoftonline.us/contoso.us/");
        assertThat(government.certificateScope())
                .isEqualTo("https://pasff.usgovcloudapi.net/CheckMyAccess/Linux/.default");
        assertThat(china.authority()).isEqualTo(URI.create("https://login.chinacloudapi.cn"));
        assertThat(china.certificateScope()).isEqualTo("https://pas.chinacloudapi.cn/CheckMyAccess/Linux/.default");
    }

    @Test
    void cloud_whenAnother_thenTheWayOutIsNamed() {
        EntraCertificatesBuilder builder = EntraCertificates.builder(EntraLogin.browser("contoso.com"));

        assertThatThrownBy(() -> builder.cloud(AzureCloud.fromString("AZURE_MOON_CLOUD")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("authorityHost(…) and certificateScope(…)");
        assertThatThrownBy(() -> builder.authorityHost(URI.create("http://login.contoso.com")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.certificateScope(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.timeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
