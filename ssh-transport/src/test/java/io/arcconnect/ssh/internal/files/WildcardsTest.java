package io.arcconnect.ssh.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "*.log a.log",
                "*.log .log.log-is-not-here.log|no",
                "a*b*c aXbYbZc",
                "a*b*c aXbYbZ|no",
                "* x",
                "* .hidden|no",
                ".* .hidden",
                "?? ab",
                "?? a|no",
                "[a-c]1 b1",
                "[a-c]1 d1|no",
                "[!a-c]1 d1",
                "[^a-c]1 a1|no",
                "[]x] ]",
                "[a [a",
                "a\\*b a*b",
                "a\\*b aXb|no",
                "[a-] -",
                "? 😀",
                "a** a",
                "*a*a*a*a*b aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|no"
            })
    void matches_whenANameIsGiven_thenAsAShellWouldSay(String pattern, String name) {
        boolean expected = !name.endsWith("|no");

        boolean matches = Wildcards.of(pattern).matches(name.replace("|no", ""));

        assertThat(matches).as(pattern + " " + name).isEqualTo(expected);
    }

    @Test
    void isLiteral_whenNothingIsOpen_thenTheNameItself() {
        assertThat(Wildcards.of("a\\[b").isLiteral()).isTrue();
        assertThat(Wildcards.of("a\\[b").literal()).isEqualTo("a[b");
        assertThat(Wildcards.of("trailing\\").literal()).isEqualTo("trailing\\");
        assertThat(Wildcards.of("a*").isLiteral()).isFalse();
    }
}
