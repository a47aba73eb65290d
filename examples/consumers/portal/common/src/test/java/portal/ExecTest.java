package portal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Commands over HTTP. */
class ExecTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final RunningPortal portal = RunningPortal.shared();

    @Test
    void exec_whenTwoPeopleAsk_thenEachIsThemselvesToAzureAndInTheAuditLog() throws Exception {
        ListAppender<ILoggingEvent> audit = auditLog();

        String adas = Visitor.signedIn(portal, "ada")
                .exec("web-01", "{\"command\":\"echo hello; exit 3\"}")
                .body();
        String graces = Visitor.signedIn(portal, "grace")
                .get("/machines/web-01/exec/load")
                .body();

        assertThat(adas).endsWith("{\"exit\":3,\"stdout\":\"hello\\n\",\"stderr\":\"\"}\n");
        assertThat(graces).contains("\"exit\":0,\"stdout\":\"");
        assertThat(portal.emulator().credential("ada").requests()).isNotEmpty();
        assertThat(portal.emulator().credential("grace").requests()).isNotEmpty();
        assertThat(portal.emulator().credential().requests()).isEmpty();
        Awaitility.await()
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(lines(audit))
                        .anyMatch(line ->
                                line.startsWith("person=ada machine=web-01") && line.contains("completed exit=3"))
                        .anyMatch(line ->
                                line.startsWith("person=grace machine=web-01") && line.contains("completed exit=0")));
    }

    @Test
    void exec_whenItsDeadlineHasPassed_thenTheCommandIsEnded() throws Exception {
        RemoteProcess sleep = RemoteProcess.prepare();

        HttpResponse<String> answer = Visitor.signedIn(portal, "ada")
                .exec("web-01", "{\"seconds\":3,\"command\":\"" + sleep.line("sleep 1000") + "\"}");

        assertThat(answer.body()).contains("{\"error\":\"deadline\"").contains("{\"alive\":true}");
        sleep.awaitEnded();
    }

    @Test
    void exec_whenTheClientGoes_thenTheCommandIsEnded() throws Exception {
        RemoteProcess sleep = RemoteProcess.prepare();

        CompletableFuture<HttpResponse<String>> answer = Visitor.signedIn(portal, "ada")
                .execLater("web-01", "{\"command\":\"" + sleep.line("sleep 1000") + "\"}");
        sleep.awaitBegun();
        answer.cancel(true);

        sleep.awaitEnded();
    }

    @Test
    void exec_whenItCannotBe_thenTheAnswerSaysWhy() throws Exception {
        Visitor ada = Visitor.signedIn(portal, "ada");

        assertThat(ada.get("/machines/nowhere/exec/load").statusCode()).isEqualTo(404);
        assertThat(ada.get("/machines/web-01/exec/reboot").statusCode()).isEqualTo(404);
        assertThat(ada.exec("web-01", "{\"command\":\"true\",\"seconds\":86400}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(ada.post("/machines/web-01/exec", "application/json", "{\"command\":\"true\"}")
                        .statusCode())
                .isEqualTo(403);
    }

    private static ListAppender<ILoggingEvent> auditLog() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        ((Logger) LoggerFactory.getLogger("audit")).addAppender(lines);
        return lines;
    }

    private static List<String> lines(ListAppender<ILoggingEvent> log) {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
