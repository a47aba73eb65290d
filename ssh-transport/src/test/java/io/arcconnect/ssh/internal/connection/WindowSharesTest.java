package io.arcconnect.ssh.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WindowSharesTest {

    private static final long WINDOW = MinaClient.WINDOW;

    private final WindowShares shares = new WindowShares();

    @Test
    void begin_whenChannelsAreFew_thenEachHasItsWholeWindow() {
        assertThat(LongStream.generate(() -> shares.begin(WINDOW)).limit(5)).containsOnly(WINDOW);
    }

    @Test
    void begin_whenChannelsAreMany_thenTheyShareAndEachHasSome() {
        int channels = 500;

        long[] begun =
                LongStream.generate(() -> shares.begin(WINDOW)).limit(channels).toArray();

        assertThat(LongStream.of(begun)).allMatch(share -> share >= WindowShares.LEAST && share <= WINDOW);
        assertThat(LongStream.of(begun).sum()).isLessThanOrEqualTo(WindowShares.MOST + channels * WindowShares.LEAST);
        assertThat(begun[channels - 1]).isEqualTo(WindowShares.LEAST);
    }

    @Test
    void begin_whenItWantsLittle_thenNoMoreThanThat() {
        assertThat(shares.begin(1000)).isEqualTo(1000);
    }

    @Test
    void more_whenNothingIsLeft_thenNothingUntilSomebodyGivesBack() {
        for (int i = 0; i < 200; i++) {
            shares.begin(WINDOW);
        }
        assertThat(shares.more(WINDOW)).isZero();

        shares.giveBack(WindowShares.MOST + 200 * WindowShares.LEAST);

        assertThat(shares.more(WINDOW)).isEqualTo(WINDOW);
    }
}
