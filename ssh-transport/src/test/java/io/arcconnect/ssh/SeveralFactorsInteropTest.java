package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server that wants two different keys. */
class SeveralFactorsInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static OpenSshServer server;
    private static ArcConnect arc;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSshServer.start(directory, "AuthenticationMethods publickey,publickey");
        arc = DirectArc.to(server.address());
    }

    @AfterAll
    static void stop() {
        if (arc != null) {
            arc.close().block(LIMIT);
            server.close();
        }
    }

    private static SshIdentity key(String type) {
        return SshIdentity.privateKey(server.userKey(type));
    }

    private static String hello(SshIdentity... identities) {
        Ssh ssh = Ssh.as(OpenSshServer.user()).hostKeys(HostKeys.acceptNew(directory.resolve("known_hosts")));
        for (SshIdentity identity : identities) {
            ssh = ssh.identity(identity);
        }
        return arc.machine(DirectArc.ID)
                .use(ssh, session -> session.exec("echo hello"))
                .block(LIMIT)
                .stdout();
    }

    @Test
    void open_whenBothKeysAreThere_thenEachIsProvedOnce() {
        assertThat(hello(key("ed25519"), SshIdentity.password(Secret.of("not offered")), key("ed25519"), key("rsa")))
                .isEqualTo("hello\n");
    }

    @Test
    void open_whenOnlyOneIsThere_thenSaysThatMoreIsWanted() {
        SshException error = catchThrowableOfType(SshException.class, () -> hello(key("ed25519"), key("ed25519")));

        assertThat(error.reason()).isEqualTo(SshReason.AUTH_FAILED);
        assertThat(error.facts().get("tried")).endsWith("user_ed25519 accepted, but more is wanted");
    }
}
