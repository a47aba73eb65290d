package io.arcconnect.ssh;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSH. */
class SftpOpenSshInteropTest implements SftpTroubleContract {

    @TempDir
    static Path directory;

    @TempDir
    static Path files;

    private static OpenSshServer server;
    private static ArcConnect arc;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSshServer.start(directory);
        arc = DirectArc.to(server.address());
    }

    @AfterAll
    static void stop() {
        if (arc != null) {
            arc.close().block(LIMIT);
            server.close();
        }
    }

    @Override
    public SshServerUnderTest server() {
        return server;
    }

    @Override
    public ArcMachine machine() {
        return arc.machine(DirectArc.ID);
    }

    @Override
    public Path directory() {
        return files;
    }
}
