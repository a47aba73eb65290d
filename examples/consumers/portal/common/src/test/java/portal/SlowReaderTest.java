package portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A terminal whose reader does not read stops its machine, and nobody else. */
class SlowReaderTest {

    private static final long MIB = 1024 * 1024;

    @Test
    void terminal_whenItsReaderStops_thenTheMachineWaitsAndMemoryStaysFlat() throws Exception {
        SocketTerminal slow = SocketTerminal.open(Visitor.signedIn(RunningPortal.shared(), "ada"), "web-01");
        RemoteProcess yes = RemoteProcess.prepare();
        slow.type("true\r");
        slow.awaitText("true");
        long before = usedHeap();

        slow.stopReading();
        slow.type(yes.line("yes 0123456789012345678901234567890123456789") + "\r");
        yes.awaitBegun();
        for (int i = 0; i < 1000; i++) {
            slow.control("{\"shown\":262144}"); // it lies, so only the network itself is in the way
        }
        long written = yes.awaitStalled();

        assertThat(written).isLessThan(64 * MIB);
        assertThat(usedHeap() - before).isLessThan(32 * MIB);
        SocketTerminal other = SocketTerminal.open(Visitor.signedIn(RunningPortal.shared(), "grace"), "web-01");
        other.type("echo quick-$((1+1))\r");
        other.awaitText("quick-2");
        slow.readOn();
        yes.awaitMoreThan(written);
        slow.vanish();
        yes.awaitEnded();
        other.vanish();
    }

    @Test
    void terminal_whenNothingIsShown_thenNoMoreThanAWindowIsSent() throws Exception {
        SocketTerminal slow = SocketTerminal.open(Visitor.signedIn(RunningPortal.shared(), "ada"), "web-01");
        RemoteProcess yes = RemoteProcess.prepare();

        slow.stopShowing();
        slow.type(yes.line("yes 0123456789012345678901234567890123456789") + "\r");
        yes.awaitBegun();
        yes.awaitStalled();

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> slow.received() >= 256 * 1024);
        assertThat(slow.received()).isLessThan(256 * 1024 + 64 * 1024);
        slow.vanish();
        yes.awaitEnded();
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
