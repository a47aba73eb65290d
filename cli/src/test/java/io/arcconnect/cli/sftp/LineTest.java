package io.arcconnect.cli.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {

    @Test
    void parse_whenThereAreQuotesAndBackslashes_thenWordsAsInSftp() {
        List<Word> words = parse("put \"a b\" 'c\"d'").words();

        assertThat(words).extracting(Word::text).containsExactly("a b", "c\"d");
        assertThat(Words.of("x\\ y \"q\\\"r\" a'b c'd")).extracting(Word::text).containsExactly("x y", "q\"r", "ab cd");
        assertThat(Words.of("''")).extracting(Word::text).containsExactly("");
        assertThat(Words.of("rm # all")).extracting(Word::text).containsExactly("rm");
        assertThat(Words.of("a#b")).extracting(Word::text).containsExactly("a#b");
    }

    @Test
    void parse_whenWildcardsAreQuoted_thenTheyMeanThemselves() {
        assertThat(Words.of("*.log \"*.log\" \\*.log x\"[1]\"*"))
                .containsExactly(
                        new Word("*.log", "*.log", true),
                        new Word("*.log", "\\*.log", false),
                        new Word("*.log", "\\*.log", false),
                        new Word("x[1]*", "x\\[1]*", true));
    }

    @Test
    void parse_whenAQuoteIsOpen_thenRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Words.of("ls 'a")).withMessageContaining("quote is open");
        assertThatIllegalArgumentException().isThrownBy(() -> Words.of("ls a\\"));
    }

    @Test
    void parse_whenThereAreFlagsAndPrefixes_thenBothAreKnown() {
        Line line = parse(" -@ get -Rp -- -odd here");

        assertThat(line.goesOn()).isTrue();
        assertThat(line.isSilent()).isTrue();
        assertThat(line.verb()).isEqualTo(Verb.GET);
        assertThat(line.flags()).containsExactlyInAnyOrder('R', 'p');
        assertThat(line.words()).extracting(Word::text).containsExactly("-odd", "here");
    }

    @Test
    void parse_whenNothingIsWanted_thenNothing() {
        assertThat(Line.parse("  ")).isEmpty();
        assertThat(Line.parse("# rm -r /")).isEmpty();
    }

    @Test
    void parse_whenItIsNotUnderstood_thenWhy() {
        assertThatIllegalArgumentException().isThrownBy(() -> Line.parse("!ls")).withMessageContaining("no shell");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Line.parse("get -z a"))
                .withMessageContaining("-z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Line.parse("rename a"))
                .withMessageContaining("usage: ");
        assertThatIllegalArgumentException().isThrownBy(() -> Line.parse("lsx")).withMessageContaining("help");
    }

    private static Line parse(String typed) {
        return Line.parse(typed).orElseThrow();
    }
}
