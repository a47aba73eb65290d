package io.arcconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PeerWordsTest {

    private static final Set<String> KNOWN = Set.of("rdp", "shell");

    @Test
    void meant_whenAShellIsToBeADesktop_thenItIsRdpWithTheOtherWords() {
        assertThat(PeerWords.meant(KNOWN, "shell", "-g", "rg", "--rdp", "-n", "win-01"))
                .containsExactly("rdp", "-g", "rg", "-n", "win-01");
        assertThat(PeerWords.meant(KNOWN, "shell", "--winrdp")).containsExactly("rdp");
    }

    @Test
    void meant_whenItIsNot_thenEveryWordAsItIs() {
        assertThat(PeerWords.meant(KNOWN, "shell", "-n", "web-01", "--", "grep", "--rdp"))
                .containsExactly("shell", "-n", "web-01", "--", "grep", "--rdp");
        assertThat(PeerWords.meant(KNOWN, "exec", "--rdp")).containsExactly("exec", "--rdp");
        assertThat(PeerWords.meant(KNOWN)).isEmpty();
        assertThat(PeerWords.meant(Set.of("shell"), "shell", "--rdp")).containsExactly("shell", "--rdp");
    }
}
