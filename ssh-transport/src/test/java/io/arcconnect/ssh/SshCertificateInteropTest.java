package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.internal.keys.KeyFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates as ssh-keygen makes them. */
class SshCertificateInteropTest {

    private static final MachineId MACHINE = MachineId.parse("/subscriptions/00000000-0000-0000-0000-000000000001"
            + "/resourceGroups/rg/providers/Microsoft.HybridCompute/machines/lin-01");

    @TempDir
    static Path directory;

    @BeforeAll
    static void authority() throws Exception {
        SshKeygen.assumeInstalled();
        SshKeygen.key(directory.resolve("ca"), "ed25519", "");
    }

    private static KeyPair pair(Path file) {
        return new KeyFiles(MACHINE).open(new KeyFiles(MACHINE).text(file), file.toString(), Optional.empty());
    }

    private static Path certified(String name, String type, String... options) throws Exception {
        Path key = SshKeygen.key(directory.resolve(name), type, "");
        SshKeygen.certify(directory.resolve("ca"), key, "id of " + name, options);
        return key;
    }

    private static String line(Path key) throws Exception {
        return Files.readString(Path.of(key + "-cert.pub"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ecdsa", "ed25519"})
    void of_whenSshKeygenMadeIt_thenItsWordsAreRead(String type) throws Exception {
        Path key = certified("words_" + type, type, "-n", "Ada@contoso.com,root", "-z", "42", "-V", "-5m:+1h");

        SshCertificate certificate = SshCertificate.of(pair(key), line(key));

        Instant now = Instant.now();
        assertThat(certificate.type()).endsWith("-cert-v01@openssh.com").contains(type);
        assertThat(certificate.keyId()).isEqualTo("id of words_" + type);
        assertThat(certificate.serial()).isEqualTo(42);
        assertThat(certificate.principals()).containsExactly("Ada@contoso.com", "root");
        assertThat(Duration.between(certificate.validAfter(), certificate.validBefore()))
                .isEqualTo(Duration.ofMinutes(65));
        assertThat(certificate.isValidAt(now)).isTrue();
        assertThat(certificate.isValidAt(certificate.validBefore())).isFalse();
        assertThat(certificate.isValidAt(certificate.validAfter().minusSeconds(1)))
                .isFalse();
        assertThat(line(key)).startsWith(certificate.line());
        assertThat(certificate).hasToString(certificate.toString()).asString().contains("Ada@contoso.com", type);
    }

    @Test
    void validBefore_whenItNeverEnds_thenTheEndOfTime() throws Exception {
        Path key = certified("forever", "ed25519");

        SshCertificate certificate = SshCertificate.of(pair(key), line(key));

        assertThat(certificate.validAfter()).isEqualTo(Instant.EPOCH);
        assertThat(certificate.validBefore()).isEqualTo(Instant.MAX);
        assertThat(certificate.principals()).isEmpty();
    }

    @Test
    void of_whenItCertifiesAnotherKeyOrAHostOrNothing_thenSaysSo() throws Exception {
        Path key = certified("mine", "ed25519");
        Path other = certified("other", "ed25519");
        Path host = certified("host", "ed25519", "-h", "-n", "lin-01");
        String cut = line(key).substring(0, 200);

        assertThatThrownBy(() -> SshCertificate.of(pair(key), line(other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another key");
        assertThatThrownBy(() -> SshCertificate.of(pair(host), line(host))).hasMessageContaining("a host, not a user");
        assertThatThrownBy(() -> SshCertificate.of(pair(key), Files.readString(Path.of(key + ".pub"))))
                .hasMessageContaining("none of an OpenSSH certificate");
        assertThatThrownBy(() -> SshCertificate.of(pair(key), cut)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SshCertificate.of(pair(key), "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SshCertificate.of(pair(key), line(key).replace("ssh-ed25519-cert", "ssh-rsa-cert")))
                .hasMessageContaining("differ");
    }
}
