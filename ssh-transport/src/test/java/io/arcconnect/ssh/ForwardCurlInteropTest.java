package io.arcconnect.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.arcconnect.ArcConnect;
import io.arcconnect.tunnel.LocalPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** curl through our SOCKS, and OpenSSH. */
class ForwardCurlInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path CURL = Path.of("/usr/bin/curl");

    @TempDir
    static Path directory;

    private static HttpServer http;
    private static OpenSshServer server;
    private static ArcConnect arc;
    private static LocalPort forward;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(CURL), "skipped: curl is not installed");
        http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        http.createContext("/", exchange -> {
            byte[] body = "through socks".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        http.start();
        server = OpenSshServer.start(directory);
        arc = DirectArc.to(server.address());
        forward = arc.machine(DirectArc.ID)
                .connect(Forward.over(server.ssh()).socks())
                .block(LIMIT);
    }

    @AfterAll
    static void stop() {
        if (forward != null) {
            forward.close().block(LIMIT);
            arc.close().block(LIMIT);
            server.close();
            http.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--socks5-hostname", "--socks5", "--socks4a", "--socks4"})
    void socks_whenCurlUsesIt_thenReachesTheServer(String kind) throws Exception {
        Process curl = new ProcessBuilder(
                        CURL.toString(),
                        "--silent",
                        "--show-error",
                        "--max-time",
                        "60",
                        "--noproxy",
                        "",
                        kind,
                        "127.0.0.1:" + forward.localAddress().getPort(),
                        "http://127.0.0.1:" + http.getAddress().getPort() + "/")
                .redirectErrorStream(true)
                .start();

        String said = new String(curl.getInputStream().readAllBytes(), UTF_8);

        assertThat(said).isEqualTo("through socks");
        assertThat(curl.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
}
