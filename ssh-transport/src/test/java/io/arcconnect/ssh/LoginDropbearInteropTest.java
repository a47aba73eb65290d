package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** dropbear. */
class LoginDropbearInteropTest implements LoginContract {

    @TempDir
    static Path directory;

    private static DropbearServer server;
    private static ArcConnect arc;

    @BeforeAll
    static void start() throws Exception {
        server = DropbearServer.start(directory);
        SshKeygen.key(directory.resolve("user_rsa"), "rsa", "");
        Files.writeString(
                directory.resolve("home/.ssh/authorized_keys"),
                Files.readString(directory.resolve("user_rsa.pub")),
                StandardOpenOption.APPEND);
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
        return directory.resolve("user_ed25519");
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Test
    void open_whenTheKeyIsRsa_thenSignedAsTheServerSaysItCan() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("rsa-agent"));
        try (RunningAgent agent = RunningAgent.start(folder)) {
            agent.add(directory.resolve("user_rsa"));

            assertThat(hello(with(SshIdentity.privateKey(directory.resolve("user_rsa")))))
                    .isEqualTo("hello\n");
            assertThat(hello(with(SshIdentity.agent(SshAgent.at(agent.socket())))))
                    .isEqualTo("hello\n");
        }
    }
}
