package io.arcconnect.ssh;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** dropbear. */
class LongSessionDropbearInteropTest implements LongSessionContract {

    @TempDir
    static Path directory;

    private static DropbearServer server;

    @BeforeAll
    static void start() throws Exception {
        server = DropbearServer.start(directory);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    public SshServerUnderTest server() {
        return server;
    }
}
