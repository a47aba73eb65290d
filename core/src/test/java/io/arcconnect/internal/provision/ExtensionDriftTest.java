package io.arcconnect.internal.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtensionDriftTest {

    private static final ExtensionSpec WANTED = ExtensionSpec.openSshForWindows();

    @ParameterizedTest
    @CsvSource({
        "Microsoft.Azure.OpenSSH, WindowsOpenSSH, false",
        "microsoft.azure.openssh, WINDOWSOPENSSH, false",
        "Contoso, WindowsOpenSSH, true",
        "Microsoft.Azure.OpenSSH, Other, true",
    })
    void isDrifted_whenNoVersionIsWanted_thenPublisherAndTypeDecide(String publisher, String type, boolean drifted) {
        ExtensionState there = there(publisher, type, Optional.of("9.9"), Optional.empty());

        assertThat(ExtensionDrift.isDrifted(WANTED, there)).isEqualTo(drifted);
    }

    @ParameterizedTest
    @CsvSource({
        "3.0.1.0, 3.0.1.0, false",
        "3.0.1, 3.0.1.0, false",
        "3.0, 3.0.1.0, false",
        "3.0.2.0, 3.0.1.0, true",
        "3.0.10, 3.0.9, true",
        "3.0.1.0, 3.0.2.0, false",
        "4, 3.99.99999999999999999999, true",
        "3.0.1.0, latest, false",
        "3.0.1.0, '', false",
    })
    void isDrifted_whenVersionIsWanted_thenOnlyAnOlderOneIsReplaced(String wanted, String there, boolean drifted) {
        ExtensionState state = there("Microsoft.Azure.OpenSSH", "WindowsOpenSSH", Optional.of(there), Optional.empty());

        assertThat(ExtensionDrift.isDrifted(WANTED.withVersion(wanted), state)).isEqualTo(drifted);
    }

    @Test
    void isDrifted_whenOnlyTheAgentKnowsTheVersion_thenTheAgentIsBelieved() {
        ExtensionState there = there("Microsoft.Azure.OpenSSH", "WindowsOpenSSH", Optional.empty(), Optional.of("2.0"));
        ExtensionState unknown = there("Microsoft.Azure.OpenSSH", "WindowsOpenSSH", Optional.empty(), Optional.empty());

        assertThat(ExtensionDrift.isDrifted(WANTED.withVersion("3.0"), there)).isTrue();
        assertThat(ExtensionDrift.isDrifted(WANTED.withVersion("3.0"), unknown)).isFalse();
    }

    private static ExtensionState there(
            String publisher, String type, Optional<String> version, Optional<String> running) {
        ExtensionState.Status status =
                new ExtensionState.Status("0", "Information", Optional.empty(), "", Optional.empty());
        return new ExtensionState(
                "",
                "WindowsOpenSSH",
                "westeurope",
                "",
                publisher,
                type,
                version,
                false,
                true,
                "Succeeded",
                Optional.of(new ExtensionState.InstanceView("", "", running, status)));
    }
}
