package portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/** A terminal without a browser, which reads only while it is told to. */
final class SocketTerminal implements WebSocket.Listener {

    private final StringBuffer screen = new StringBuffer();
    private final StringBuffer notices = new StringBuffer();
    private final AtomicLong received = new AtomicLong();
    private volatile boolean reading = true;
    private volatile boolean showing = true;
    private volatile int closed;
    private WebSocket socket;

    static SocketTerminal open(Visitor visitor, String machine) throws Exception {
        SocketTerminal terminal = new SocketTerminal();
        terminal.socket = visitor.terminal(machine, terminal).get(60, TimeUnit.SECONDS);
        return terminal;
    }

    void type(String text) throws Exception {
        socket.sendBinary(ByteBuffer.wrap(text.getBytes(UTF_8)), true).get(60, TimeUnit.SECONDS);
    }

    void control(String json) throws Exception {
        socket.sendText(json, true).get(60, TimeUnit.SECONDS);
    }

    /** Takes nothing more from the network. */
    void stopReading() {
        reading = false;
    }

    void readOn() {
        reading = true;
        socket.request(1);
    }

    /** Reads on, and does not say that anything is on the screen. */
    void stopShowing() {
        showing = false;
    }

    void awaitText(String text) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> screen.indexOf(text) >= 0);
    }

    String notices() {
        return notices.toString();
    }

    long received() {
        return received.get();
    }

    int closed() {
        return closed;
    }

    /** Drops the connection without a word. */
    void vanish() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        int bytes = data.remaining();
        if (received.addAndGet(bytes) < 1_000_000) {
            screen.append(UTF_8.decode(data));
        }
        if (showing) {
            from.sendText("{\"shown\":" + bytes + "}", true);
        }
        if (reading) {
            from.request(1);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        notices.append(data);
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed = status;
        return null;
    }
}
