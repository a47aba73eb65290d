package io.arcconnect.ssh;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSH, which wants new keys itself as well. */
class LongSessionOpenSshInteropTest implements LongSessionContract {

    @TempDir
    static Path directory;

    private static OpenSshServer server;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSshServer.start(directory, "RekeyLimit 1M");
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
