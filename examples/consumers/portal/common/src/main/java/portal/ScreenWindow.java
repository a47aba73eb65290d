package portal;

import java.nio.ByteBuffer;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * How much may be on its way to a screen. A browser takes what comes over a WebSocket into memory, however slowly the terminal
 * draws; so it says what it has drawn, and until then no more than this is sent.
 */
final class ScreenWindow {

    private static final int BYTES = 256 * 1024;

    private long open = BYTES;
    private Sinks.Empty<Void> waiting;

    /** {@return the bytes, once there is room for them; one caller at a time} */
    Mono<ByteBuffer> pass(ByteBuffer bytes) {
        return Mono.defer(() -> room(bytes.remaining())).thenReturn(bytes);
    }

    private synchronized Mono<Void> room(int bytes) {
        if (open > 0) {
            open -= bytes;
            return Mono.empty();
        }
        waiting = Sinks.empty();
        return waiting.asMono().then(Mono.defer(() -> room(bytes)));
    }

    void shown(int bytes) {
        Sinks.Empty<Void> released = null;
        synchronized (this) {
            open = Math.min(BYTES, open + Math.max(0, bytes));
            if (open > 0) {
                released = waiting;
                waiting = null;
            }
        }
        if (released != null) {
            released.tryEmitEmpty();
        }
    }
}
