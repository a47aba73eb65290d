package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** OpenSSH. */
class ShellOpenSshInteropTest implements ShellContract {

    @TempDir
    static Path directory;

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

    @Test
    void open_whenTheServerIsTold_thenAScreenHasASmallerWindowThanACommand(@TempDir Path another) throws Exception {
        try (OpenSshServer told = OpenSshServer.start(another, "LogLevel DEBUG")) {
            ArcConnect other = DirectArc.to(told.address());
            other.machine(DirectArc.ID)
                    .use(
                            told.ssh(),
                            session -> session.exec("true")
                                    .then(Mono.usingWhen(
                                            Shell.over(told.ssh()).on(session),
                                            shell -> Mono.empty(),
                                            SshShell::close)))
                    .block(LIMIT);
            other.close().block(LIMIT);

            assertThat(told.log())
                    .contains("ctype session rchan 0 win " + 8 * 1024 * 1024)
                    .contains("win " + 1024 * 1024 + " max");
        }
    }
}
