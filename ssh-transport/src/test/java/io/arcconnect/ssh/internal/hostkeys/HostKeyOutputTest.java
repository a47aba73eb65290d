package io.arcconnect.ssh.internal.hostkeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ssh.HostKey;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostKeyOutputTest {

    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    @Test
    void parse_whenTheScriptHasEnded_thenTheKeysBetweenTheMarks() {
        String output =
                "Welcome!\r\n" + HostKeyScripts.BEGIN + "\r\n" + KEY + "\r\n" + HostKeyScripts.END + " 1\r\nbye";

        assertThat(HostKeyOutput.parse(output).orElseThrow()).containsExactly(HostKey.parse(KEY));
    }

    @Test
    void parse_whenThereAreNoKeys_thenNone() {
        assertThat(HostKeyOutput.parse(HostKeyScripts.BEGIN + "\n" + HostKeyScripts.END + " 0\n")
                        .orElseThrow())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BEGIN",
                "BEGIN\nKEY",
                "KEY\nEND 1",
                "BEGIN\nKEY\nEND 2",
                "BEGIN\nKEY\nEND",
                "BEGIN\nKEY\nEND 1 more",
                "BEGIN\nBEGIN\nKEY\nEND 1",
                "BEGIN\nKEY\nEND 1\nBEGIN",
                "BEGIN\nKEY comment\nEND 1",
                "BEGIN\n* KEY\nEND 1",
                "BEGIN\n@revoked KEY\nEND 1",
                "BEGIN\nssh-ed25519 AAAA\nEND 1",
                "BEGIN\nssh-dss AAAAB3NzaC1kc3MAAAABAA==\nEND 1",
                "BEGIN\n\nEND 1"
            })
    void parse_whenAnythingElseWasPrinted_thenNothingOfItCounts(String output) {
        String text = output.replace("BEGIN", HostKeyScripts.BEGIN)
                .replace("END", HostKeyScripts.END)
                .replace("KEY", KEY);

        assertThat(HostKeyOutput.parse(text)).isEmpty();
    }

    @Test
    void parse_whenTheOutputIsCutOrDamagedAnywhere_thenTheKeysOrNothingAndNoException() {
        String whole = HostKeyScripts.BEGIN + "\n" + KEY + "\n" + HostKeyScripts.END + " 1\n";
        Random random = new Random(20_261_123);
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder(whole.substring(random.nextInt(whole.length())));
            if (!text.isEmpty() && round % 2 == 0) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
            }

            HostKeyOutput.parse(text.toString())
                    .ifPresent(keys -> assertThat(keys).hasSizeLessThanOrEqualTo(1));
        }
    }
}
