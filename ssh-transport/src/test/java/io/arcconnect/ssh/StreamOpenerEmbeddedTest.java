package io.arcconnect.ssh;

import io.arcconnect.spi.StreamOpener;
import io.arcconnect.testkit.contract.StreamOpenerContract;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The testkit's server, through the relay. */
class StreamOpenerEmbeddedTest implements StreamOpenerContract {

    private static AnsweringTarget target;
    private static InetSocketAddress nothing;
    private static RelayedServer server;

    @BeforeAll
    static void start() throws Exception {
        target = AnsweringTarget.echo();
        nothing = RelayedServer.nothing();
        server = new RelayedServer(
                EmbeddedServer.start(ssh -> ssh.forward("localhost", target.port(), target.address())));
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
    public void lose(StreamOpener session) {
        server.dropConnections();
    }
}
