package io.arcconnect.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compared as versions, where az compares parts one by one and refuses 2.0: protocol.md 8.3. */
class AgentVersionTest {

    @ParameterizedTest
    @CsvSource({
        "1.31, true",
        "1.31.0.0, true",
        "1.60.03293.809, true",
        "2.0, true",
        "1.30.999999999999.1, false",
        "1.9, false",
        "0.40, false",
    })
    void isSupported_whenCompared_thenNumberByNumber(String version, boolean supported) {
        assertThat(AgentVersion.parse(version)).get().matches(parsed -> parsed.isSupported() == supported);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.", ".1", "1.31-preview", "v1.31", "1..2", "-1.2"})
    void parse_whenUnreadable_thenEmpty(String text) {
        assertThat(AgentVersion.parse(text)).isEmpty();
    }

    @Test
    void equals_whenOnlyZerosDiffer_thenEqual() {
        assertThat(AgentVersion.parse("1.31.0.0")).contains(AgentVersion.MINIMUM);
        assertThat(AgentVersion.parse("01.031")).contains(AgentVersion.MINIMUM);
        assertThat(AgentVersion.MINIMUM).hasToString("1.31");
    }
}
