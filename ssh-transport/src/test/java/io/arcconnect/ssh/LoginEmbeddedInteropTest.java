package io.arcconnect.ssh;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The testkit's server, with keys and agent of OpenSSH. */
class LoginEmbeddedInteropTest implements LoginContract {

    @TempDir
    static Path directory;

    private static EmbeddedServer server;
    private static ArcConnect arc;

    @BeforeAll
    static void start() throws Exception {
        OpenSshServer.assumeInstalled();
        server = EmbeddedServer.start();
        Files.writeString(
                directory.resolve("key"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(server.user().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        Files.setPosixFilePermissions(directory.resolve("key"), PosixFilePermissions.fromString("rw-------"));
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
    public Path userKey() {
        return directory.resolve("key");
    }

    @Override
    public Path directory() {
        return directory;
    }
}
