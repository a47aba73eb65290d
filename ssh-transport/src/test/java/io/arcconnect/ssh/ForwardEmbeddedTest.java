package io.arcconnect.ssh;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The testkit's server. */
class ForwardEmbeddedTest implements ForwardContract {

    private static AnsweringTarget target;
    private static EmbeddedServer server;
    private static ArcConnect arc;

    @BeforeAll
    static void start() throws Exception {
        target = AnsweringTarget.onTcp();
        server = EmbeddedServer.start(ssh -> ssh.forward("localhost", target.port(), target.address()));
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
