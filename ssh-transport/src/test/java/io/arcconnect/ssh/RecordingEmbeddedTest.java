package io.arcconnect.ssh;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The testkit's server. */
class RecordingEmbeddedTest implements RecordingContract {

    private static EmbeddedServer server;
    private static ArcConnect arc;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedServer.start();
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
}
