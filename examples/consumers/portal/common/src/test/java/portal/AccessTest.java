package portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who may come in, and what is kept of those who have. */
class AccessTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final WebSocket.Listener NOBODY = new WebSocket.Listener() {};

    private final RunningPortal portal = RunningPortal.shared();

    @Test
    void portal_whenSomebodyHasNotSignedIn_thenOnlyItsHealthIsShown() throws Exception {
        Visitor stranger = Visitor.anonymous(portal);

        assertThat(stranger.get("/machines").statusCode()).isEqualTo(302);
        assertThat(stranger.get("/terminal.html").statusCode()).isEqualTo(302);
        assertThat(stranger.get("/actuator/env").statusCode()).isEqualTo(302);
        assertThat(stranger.get("/actuator/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThatThrownBy(() -> stranger.terminal("web-01", NOBODY).get(60, TimeUnit.SECONDS))
                .hasMessageContaining("WebSocketHandshakeException");
    }

    @Test
    void portal_whenABrowserAsksForTheIconBesideTheSignInPage_thenItsSessionStays() throws Exception {
        HttpResponse<String> icon = Visitor.anonymous(portal).get("/favicon.ico");

        assertThat(icon.statusCode()).isEqualTo(404);
        assertThat(icon.headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void terminal_whenAPageOfAnotherOriginAsks_thenRefused() throws Exception {
        Visitor ada = Visitor.signedIn(portal, "ada");

        assertThatThrownBy(() -> ada.terminalFrom("http://elsewhere.example", "web-01", NOBODY)
                        .get(60, TimeUnit.SECONDS))
                .hasMessageContaining("WebSocketHandshakeException");
    }

    @Test
    void portal_whenReachedOverAnotherAddress_thenNobodyAnswers() {
        assertThatThrownBy(() -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(new InetSocketAddress("127.0.0.2", portal.port()), 5000);
                    }
                })
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void people_whenMoreThanMayBeKept_thenTheLongestIdleMakeRoom() throws Exception {
        for (String person : List.of("ada", "grace", "alan")) {
            String answer = Visitor.signedIn(portal, person)
                    .exec("web-02", "{\"command\":\"true\"}")
                    .body();
            assertThat(answer).contains("\"exit\":0");
        }

        assertThat(portal.bean(People.class).count()).isEqualTo(2);
        Awaitility.await().atMost(LIMIT).until(() -> portal.machine("web-02").openConnections() <= 2);
    }

    @Test
    void people_whenTheySignOut_thenWhatTheyHaveOpenEnds() throws Exception {
        Visitor alan = Visitor.signedIn(portal, "alan");
        SocketTerminal terminal = SocketTerminal.open(alan, "web-01");
        terminal.type("echo here-$((1+1))\r");
        terminal.awaitText("here-2");

        alan.signOut();

        Awaitility.await().atMost(LIMIT).until(() -> terminal.closed() != 0);
        assertThat(alan.get("/machines").statusCode()).isEqualTo(302);
    }
}
