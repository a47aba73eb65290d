package portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a person does in a browser. */
class TerminalPageTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SCREEN = ".xterm-rows";
    private static final String KEYBOARD = ".xterm-helper-textarea";

    private static Chromium browser;

    @BeforeAll
    static void startBrowser() throws Exception {
        assumeTrue(Chromium.isInstalled(), "skipped: chromium and chromedriver are not installed");
        browser = Chromium.start();
    }

    @AfterAll
    static void closeBrowser() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    private static void signIn(RunningPortal portal) throws Exception {
        browser.open(portal.address("/login"));
        browser.forgetCookies();
        browser.open(portal.address("/"));
        browser.type("[name=username]", "ada");
        browser.type("[name=password]", RunningPortal.PASSWORD);
        browser.click("[type=submit]");
    }

    private static void openTerminal(RunningPortal portal) throws Exception {
        signIn(portal);
        browser.awaitText("#machines", "web-01");
        browser.click("#machines a");
        Awaitility.await().atMost(LIMIT).until(() -> !browser.text(SCREEN).isBlank());
    }

    @Test
    void terminal_whenSomethingIsTypedAndTheWindowGrows_thenThePageShowsIt() throws Exception {
        openTerminal(RunningPortal.shared());

        browser.type(KEYBOARD, "echo the-answer-is-$((6*7))" + Chromium.ENTER);
        browser.awaitText(SCREEN, "the-answer-is-42");

        String before = browser.value("terminal.rows + ' ' + terminal.cols");
        browser.type(KEYBOARD, "echo \"[$(stty size)]\"" + Chromium.ENTER);
        browser.awaitText(SCREEN, "[" + before + "]");
        browser.size(1200, 800);
        Awaitility.await()
                .atMost(LIMIT)
                .until(() ->
                        !browser.value("terminal.rows + ' ' + terminal.cols").equals(before));
        String after = browser.value("terminal.rows + ' ' + terminal.cols");
        browser.type(KEYBOARD, "echo \"[$(stty size)]\"" + Chromium.ENTER);
        browser.awaitText(SCREEN, "[" + after + "]");

        browser.type(KEYBOARD, "exit 3" + Chromium.ENTER);
        browser.awaitText("#notice", "The shell has ended with");
        assertThat(browser.value("document.body.dataset.closed")).isEqualTo("1000");
    }

    @Test
    void terminal_whenMuchIsPrinted_thenThePageDrawsAllOfIt() throws Exception {
        openTerminal(RunningPortal.shared());

        browser.type(KEYBOARD, "seq 1 200000; echo the-last-is-$((200000+1))" + Chromium.ENTER);

        browser.awaitText(SCREEN, "the-last-is-200001");
        assertThat(browser.text(SCREEN)).contains("200000");
    }

    @Test
    void terminal_whenThePortalStops_thenThePersonIsToldAndMayFinish() throws Exception {
        try (RunningPortal portal = RunningPortal.start("--portal.farewell=60s")) {
            openTerminal(portal);

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(portal::stop);
            browser.awaitText("#notice", "The portal stops in 60 s");
            browser.type(KEYBOARD, "echo still-$((1+1))-here" + Chromium.ENTER);
            browser.awaitText(SCREEN, "still-2-here");
            browser.type(KEYBOARD, "exit" + Chromium.ENTER);

            assertThat(stopped).succeedsWithin(LIMIT);
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> browser.value("document.body.dataset.closed").equals("1001"));
            assertThat(portal.openConnections()).isZero();
        }
    }

    @Test
    void terminal_whenNobodyFinishes_thenThePortalStopsAllTheSame() throws Exception {
        try (RunningPortal portal = RunningPortal.start("--portal.farewell=1s")) {
            openTerminal(portal);

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(portal::stop);

            assertThat(stopped).succeedsWithin(LIMIT);
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> browser.value("document.body.dataset.closed").equals("1001"));
            assertThat(portal.openConnections()).isZero();
        }
    }
}
