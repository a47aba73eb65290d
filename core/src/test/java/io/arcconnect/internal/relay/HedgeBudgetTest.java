package io.arcconnect.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HedgeBudgetTest {

    private final HedgeBudget budget = new HedgeBudget(95);

    private long spent(int wanted) {
        return IntStream.range(0, wanted).filter(any -> budget.spend()).count();
    }

    @Test
    void spend_whenManyAreLateAtOnce_thenNoMoreThanABurst() {
        assertThat(spent(1_000)).isEqualTo(HedgeBudget.BURST);
    }

    @Test
    void opened_whenDialsOpenAgain_thenTwiceTheShareOfThoseThatMayBeLate() {
        spent(1_000);
        IntStream.range(0, 50).forEach(any -> budget.opened());

        assertThat(spent(1_000)).isEqualTo(5);
    }

    @Test
    void opened_whenAllWasWellForLong_thenNoMoreThanABurstIsKept() {
        IntStream.range(0, 10_000).forEach(any -> budget.opened());

        assertThat(spent(1_000)).isEqualTo(HedgeBudget.BURST);
    }
}
