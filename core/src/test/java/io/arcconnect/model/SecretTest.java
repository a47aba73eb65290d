package io.arcconnect.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void toString_whenPrintedInAnyWay_thenStars() {
        Secret secret = Secret.of("hunter2");

        assertThat(secret).hasToString("***");
        assertThat(String.format("%s", secret)).isEqualTo("***");
        assertThat(secret.reveal()).isEqualTo("hunter2");
    }

    @Test
    void equals_whenTheTextIsTheSame_thenEqualAndTheHashTellsNothing() {
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).isNotEqualTo(Secret.of("b"));
        assertThat(Secret.of("a")).hasSameHashCodeAs(Secret.of("b"));
    }
}
