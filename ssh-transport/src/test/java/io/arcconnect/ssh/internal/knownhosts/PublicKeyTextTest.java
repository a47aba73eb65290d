package io.arcconnect.ssh.internal.knownhosts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicKeyTextTest {

    @Test
    void parse_whenAPubFileIsRead_thenTheCommentIsDroppedAndPaddingDoesNotMatter() {
        PublicKeyText key = SomeKeys.ed25519(7);

        assertThat(PublicKeyText.parse(key + " ada@web-01 and more")).contains(key);
        assertThat(PublicKeyText.parse("  " + key.type() + "\t" + key.base64().replace("=", "")))
                .contains(key);
    }

    @Test
    void fingerprint_whenAKeyOfSshKeygenIsRead_thenTheSame() {
        // ssh-keygen -l -f of exactly this line, OpenSSH 9.2
        PublicKeyText key = PublicKeyText.parse(
                        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA zeros")
                .orElseThrow();

        assertThat(key.fingerprint()).isEqualTo("SHA256:kmYcvdi2GkPeWxB6XLjrZB8JHsy2Hm8luHMFp9GMvqk");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssh-ed25519",
                "ssh-ed25519 !!!!",
                "ssh-ed25519 AAAA",
                "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "ssh\u0000ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ssh-ed25519"
            })
    void parse_whenItIsNoKeyOrAnotherType_thenNothing(String line) {
        assertThat(PublicKeyText.parse(line)).isEmpty();
    }
}
