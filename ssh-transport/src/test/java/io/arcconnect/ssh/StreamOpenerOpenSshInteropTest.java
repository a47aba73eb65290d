package io.arcconnect.ssh;

import io.arcconnect.spi.StreamOpener;
import io.arcconnect.testkit.contract.StreamOpenerContract;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSH, through the relay. */
class StreamOpenerOpenSshInteropTest implements StreamOpenerContract {

    @TempDir
    static Path directory;

    private static AnsweringTarget target;
    private static InetSocketAddress nothing;
    private static RelayedServer server;

    @BeforeAll
    static void start() throws Exception {
        target = AnsweringTarget.echo();
        nothing = RelayedServer.nothing();
        server = new RelayedServer(OpenSshServer.start(
                directory, "PermitOpen localhost:" + target.port() + " localhost:" + nothing.getPort()));
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
        target.close();
    }

    @Override
    public StreamOpener open() {
        return server.open();
    }

    @Override
    public InetSocketAddress echo() {
        return InetSocketAddress.createUnresolved("localhost", target.port());
    }

    @Override
    public InetSocketAddress nothing() {
        return nothing;
    }

    @Override
    public Optional<InetSocketAddress> forbidden() {
        return Optional.of(InetSocketAddress.createUnresolved("127.0.0.1", target.port()));
    }

    @Override
    public void lose(StreamOpener session) {
        server.dropConnections();
    }
}
