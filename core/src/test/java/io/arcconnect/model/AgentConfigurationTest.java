package io.arcconnect.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentConfigurationTest {

    @ParameterizedTest
    @CsvSource({
        "http://proxy:3128, http://proxy:3128",
        "http://ada:s3cret@proxy:3128, http://***@proxy:3128",
        "http://ada:s3/cr@t@proxy:3128/, http://***@proxy:3128/",
        "ada:s3cret@proxy:3128, ***@proxy:3128",
    })
    void proxyUrl_whenItHasALogin_thenThatIsLeftOut(String reported, String kept) {
        AgentConfiguration configuration = new AgentConfiguration(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.of(reported));

        assertThat(configuration.proxyUrl()).contains(kept);
        assertThat(configuration.toString()).doesNotContain("s3");
    }
}
