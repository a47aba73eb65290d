package io.arcconnect.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {

    private static final long MIB = 1 << 20;

    @Test
    void fitted_whenThereIsRoom_thenNamePercentBytesRateAndTimeLeft() {
        ProgressLine line = new ProgressLine("/opt/app/app.jar", 45 * MIB, OptionalLong.of(100 * MIB), 5.0 * MIB);

        assertThat(line.fitted(79))
                .hasSize(79)
                .startsWith("/opt/app/app.jar  ")
                .endsWith("   45%    45.0 MiB     5.0 MiB/s     00:11");
    }

    @Test
    void fitted_whenItIsNarrow_thenTheLastFactsGoFirst() {
        ProgressLine line = new ProgressLine("/opt/app/app.jar", 45 * MIB, OptionalLong.of(100 * MIB), 5.0 * MIB);

        assertThat(line.fitted(40)).isEqualTo("/opt/app/app.jar         45%    45.0 MiB");
        assertThat(line.fitted(20)).endsWith("   45%").hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 19, 30, 50, 80, 200})
    void fitted_whateverTheWidth_thenItFits(int columns) {
        String name = "日本\u001b[31m\n/very/long/".repeat(8);

        String line = new ProgressLine(name, 0, OptionalLong.empty(), 0).fitted(columns);

        assertThat(io.arcconnect.cli.console.Cells.of(line)).isLessThanOrEqualTo(columns);
        assertThat(line).doesNotContain("\u001b", "\n");
    }

    @Test
    void fitted_whenNothingIsKnown_thenItSaysSo() {
        assertThat(new ProgressLine("f", 5, OptionalLong.empty(), 0).fitted(79))
                .endsWith("5 B             -     --:--");
        assertThat(new ProgressLine("f", 5, OptionalLong.of(10), 0).fitted(79))
                .endsWith("50%         5 B             -     --:--");
        assertThat(new ProgressLine("f", 0, OptionalLong.of(0), 0).fitted(79))
                .contains("100%")
                .endsWith("00:00");
    }

    @Test
    void perSecond_whenNothingMovesAnyMore_thenItFalls() {
        Pace pace = new Pace();
        pace.add(0, 0);
        pace.add(1_000_000_000L, 1000);
        double moving = pace.perSecond();
        pace.add(8_000_000_000L, 1000);
        pace.add(14_000_000_000L, 1000);

        assertThat(moving).isEqualTo(1000);
        assertThat(pace.perSecond()).isZero();
    }

    @Test
    void bytes_whenTheyAreMany_thenOneUnitFurther() {
        assertThat(Quantity.bytes(0)).isEqualTo("0 B");
        assertThat(Quantity.bytes(1023)).isEqualTo("1023 B");
        assertThat(Quantity.bytes(1536)).isEqualTo("1.5 KiB");
        assertThat(Quantity.bytes(MIB - 1)).isEqualTo("1.0 MiB");
        assertThat(Quantity.bytes(Long.MAX_VALUE)).isEqualTo("8192.0 PiB");
        assertThat(Quantity.time(Duration.ofSeconds(3723))).isEqualTo("1:02:03");
    }
}
