package io.arcconnect.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationTextTest {

    private final DurationText text = new DurationText();

    @ParameterizedTest
    @CsvSource({"90,PT90S", "90s,PT90S", "5m,PT5M", "2h,PT2H", "250ms,PT0.25S", "PT1M30S,PT1M30S"})
    void convert_whenPeopleWriteIt_thenThatLong(String written, Duration duration) {
        assertThat(text.convert(written)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "5 weeks", "99999999999"})
    void convert_whenItIsNone_thenThatIsSaid(String written) {
        assertThatThrownBy(() -> text.convert(written))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("90s");
    }

    @Test
    void convert_whenItIsNothing_thenRefused() {
        assertThatThrownBy(() -> text.convert("0")).hasMessageContaining("more than zero");
    }
}
