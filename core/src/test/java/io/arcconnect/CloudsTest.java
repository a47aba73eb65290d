package io.arcconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.models.AzureCloud;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** Who is asked, and with a token for whom (protocol.md 7.1). */
class CloudsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Map<String, AzureCloud> CLOUDS = Map.of(
            "public", AzureCloud.AZURE_PUBLIC_CLOUD,
            "government", AzureCloud.AZURE_US_GOVERNMENT_CLOUD,
            "china", AzureCloud.AZURE_CHINA_CLOUD);

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "public, management.azure.com",
        "government, management.usgovcloudapi.net",
        "china, management.chinacloudapi.cn",
    })
    void cloud_whenChosen_thenItsHostWithItsScope(String cloud, String host) {
        ask(ArcConnect.builder().endpoint(URI.create("https://other.example")).cloud(CLOUDS.get(cloud)));

        assertThat(seen).containsExactly("https://" + host + "/.default", host);
    }

    @Test
    void endpoint_whenCustom_thenItsHostIsTheScope() {
        ask(ArcConnect.builder()
                .cloud(AzureCloud.AZURE_CHINA_CLOUD)
                .endpoint(URI.create("https://arm.stack.example/v1")));

        assertThat(seen).containsExactly("https://arm.stack.example/.default", "arm.stack.example");
    }

    @Test
    void endpoint_whenItNamesAScope_thenThatIsAskedFor() {
        ask(ArcConnect.builder()
                .endpoint(URI.create("https://arm.stack.example"), "https://id.stack.example/guid/.default"));

        assertThat(seen).containsExactly("https://id.stack.example/guid/.default", "arm.stack.example");
    }

    @Test
    void cloud_whenUnknown_thenRefusedAtTheCall() {
        assertThatThrownBy(() -> ArcConnect.builder().cloud(AzureCloud.fromString("AZURE_MOON")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AZURE_MOON")
                .hasMessageContaining("builder.endpoint");
    }

    private void ask(ArcConnectBuilder builder) {
        ArcConnect arc = builder.credential(request -> {
                    seen.add(String.join(" ", request.getScopes()));
                    return Mono.just(new AccessToken("t", OffsetDateTime.MAX));
                })
                .retryPolicy(new com.azure.core.http.policy.RetryPolicy(
                        new com.azure.core.http.policy.FixedDelay(0, Duration.ZERO)))
                .httpClient(request -> {
                    seen.add(request.getUrl().getHost());
                    return Mono.error(new ConnectException("scripted"));
                })
                .build();
        arc.machine("00000000-0000-0000-0000-000000000001", "rg", "web-01")
                .state()
                .onErrorComplete()
                .block(LIMIT);
        arc.close().block(LIMIT);
    }
}
