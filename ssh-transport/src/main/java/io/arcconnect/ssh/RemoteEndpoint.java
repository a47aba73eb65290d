package io.arcconnect.ssh;

import io.arcconnect.spi.AsyncCloseable;
import java.util.OptionalInt;

/**
 * A place where the machine listens. Closing it stops the listening and closes what came from there; the session stays
 * open. It ends with its session: {@code onClose()} fails with the cause when that was lost.
 */
public interface RemoteEndpoint extends AsyncCloseable {

    /** {@return where the machine listens: host and port such as {@code localhost:8080}, or the path of a Unix socket} */
    String address();

    /** {@return the port, also when the machine has chosen it; empty for a Unix socket} */
    OptionalInt port();
}
