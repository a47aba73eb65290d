package io.arcconnect.ssh;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.testkit.EmbeddedSsh;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The testkit's server, with the shell of this computer. */
class ExecEmbeddedTest implements ExecContract {

    private static EmbeddedServer server;
    private static ArcConnect arc;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: this computer has no /bin/sh");
        server = EmbeddedServer.start(EmbeddedSsh::systemShell);
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

    /** It does not identify itself as one that has a shell. */
    @Override
    public Ssh ssh() {
        return server.ssh().shell(RemoteShell.POSIX);
    }

    @Override
    public boolean takesAnyVariable() {
        return true;
    }

    @Override
    public boolean takesVariables() {
        return true;
    }

    @Override
    public boolean takesSignals() {
        return false;
    }
}
