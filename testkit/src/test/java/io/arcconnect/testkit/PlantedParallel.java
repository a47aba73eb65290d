package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcMachine;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.DuplexStream;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Four at once, each with something open while the others have; two leave it open. */
@ArcEmulated(linux = "web-01", life = ArcEmulated.Life.CLASS)
class PlantedParallel {

    private static final CyclicBarrier OPEN = new CyclicBarrier(4);
    private static final CyclicBarrier DONE = new CyclicBarrier(4);

    private static void together(CyclicBarrier all) throws Exception {
        all.await(60, TimeUnit.SECONDS);
    }

    private static DuplexStream dial(ArcMachine web) throws Exception {
        DuplexStream stream = web.dial(RelayService.ssh()).block(PlantedLeaks.LIMIT);
        assertThat(stream).isNotNull();
        together(OPEN);
        return stream;
    }

    @Test
    void closesIt(ArcMachine web) throws Exception {
        dial(web).close().block(PlantedLeaks.LIMIT);
        together(DONE);
    }

    @Test
    void closesItToo(ArcMachine web) throws Exception {
        dial(web).close().block(PlantedLeaks.LIMIT);
        together(DONE);
    }

    @Test
    void leavesItOpen(ArcMachine web) throws Exception {
        dial(web);
        together(DONE);
    }

    @Test
    void leavesAThreadToo(ArcMachine web) throws Exception {
        dial(web);
        Thread thread = new Thread(() -> {
            try {
                PlantedLeaks.END_OF_THREADS.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        together(DONE);
    }
}
