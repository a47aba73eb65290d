package io.arcconnect.ssh;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** dropbear. */
class ForwardDropbearInteropTest implements ForwardContract {

    @TempDir
    static Path directory;

    private static AnsweringTarget target;
    private static DropbearServer server;
    private static ArcConnect arc;

    @BeforeAll
    static void start() throws Exception {
        target = AnsweringTarget.onTcp();
        server = DropbearServer.start(directory);
        arc = DirectArc.to(server.address());
    }

    @AfterAll
    static void stop() throws IOException {
        if (arc != null) {
            arc.close().block(LIMIT);
            server.close();
        }
        target.close();
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
    public AnsweringTarget target() {
        return target;
    }
}
