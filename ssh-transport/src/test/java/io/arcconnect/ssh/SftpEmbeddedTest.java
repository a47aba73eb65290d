package io.arcconnect.ssh;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The testkit's server, which is MINA's, so that ours talks to an implementation other than OpenSSH's. */
class SftpEmbeddedTest implements SftpTroubleContract {

    @TempDir
    static Path files;

    private static EmbeddedServer server;
    private static ArcConnect arc;

    @BeforeAll
    static void start() {
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

    @Override
    public Path directory() {
        return files;
    }

    /** MINA's names no types but files, directories and links. */
    @Override
    public boolean tellsPipes() {
        return false;
    }

    @Override
    public boolean digests() {
        return false;
    }
}
