package io.arcconnect.examples.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenCredential;
import io.arcconnect.ArcConnect;
import io.arcconnect.examples.jobs.ConnectFromACompany;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.TestCredential;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectFromACompanyTest {

    private static final TokenCredential CREDENTIAL = TestCredential.named("ada");

    @TempDir
    Path directory;

    @Test
    void through_whenTheFileHasNoCertificate_thenRefusedAtOnce() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");

        assertThatThrownBy(() -> ConnectFromACompany.through(CREDENTIAL, "ada", "pw", empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty.pem");
    }

    @Test
    void through_whenTheFileHasOne_thenOpen() throws Exception {
        ArcConnect arc = ConnectFromACompany.through(CREDENTIAL, "ada", "pw", authority());

        assertThat(arc.machine("00000000-0000-0000-0000-000000000001", "rg", "web-01")
                        .id()
                        .name())
                .isEqualTo("web-01");

        arc.close().block(Duration.ofSeconds(20));
    }

    private Path authority() throws Exception {
        try (ArcEmulator emulator = ArcEmulator.builder().start()) {
            String body =
                    Base64.getMimeEncoder().encodeToString(emulator.authority().getEncoded());
            return Files.writeString(
                    directory.resolve("ca.pem"),
                    "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
        }
    }
}
