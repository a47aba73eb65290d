package portal;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Debian's Chromium without a window, driven over WebDriver (www.w3.org/TR/webdriver2). */
final class Chromium implements AutoCloseable {

    /** As WebDriver writes the key (17.4.2). */
    static final String ENTER = "\uE007";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern PORT = Pattern.compile("successfully on port (\\d+)");
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=900,600");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final URI session;

    private Chromium(Process driver, URI session) {
        this.driver = driver;
        this.session = session;
    }

    static boolean isInstalled() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromedriver")
                .allMatch(file -> Files.isExecutable(Path.of(file)));
    }

    static Chromium start() throws IOException, InterruptedException {
        IOException last = null;
        for (int attempt = 0; attempt < 5; attempt++) {
            Process driver = new ProcessBuilder("/usr/bin/chromedriver", "--port=0")
                    .redirectErrorStream(true)
                    .start();
            try {
                return browser(driver, URI.create("http://127.0.0.1:" + port(driver) + "/session"));
            } catch (IOException notThisTime) {
                driver.destroy();
                last = notThisTime; // such as a port that is free on IPv4 and taken on IPv6
            }
        }
        throw last;
    }

    private static Chromium browser(Process driver, URI sessions) throws IOException, InterruptedException {
        String flags = Stream.concat(
                        FLAGS.stream(), Stream.of("--user-data-dir=" + Files.createTempDirectory("portal-chromium")))
                .map(Chromium::quoted)
                .collect(Collectors.joining(","));
        String made = new Chromium(driver, sessions)
                .call(
                        "POST",
                        "",
                        "{\"capabilities\":{\"alwaysMatch\":{\"goog:chromeOptions\":{\"binary\":\"/usr/bin/chromium\","
                                + "\"args\":[" + flags + "]}}}}");
        return new Chromium(driver, URI.create(sessions + "/" + found("\"sessionId\":\"([^\"]+)\"", made)));
    }

    private static String port(Process driver) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(driver.getInputStream(), UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                return port.group(1);
            }
            said.append(line).append('\n');
        }
        throw new IOException("chromedriver did not start: " + said);
    }

    void open(URI page) throws IOException, InterruptedException {
        call("POST", "/url", "{\"url\":" + quoted(page.toString()) + "}");
    }

    /** Presses keys as a person does. */
    void type(String selector, String text) throws IOException, InterruptedException {
        call("POST", "/element/" + element(selector) + "/value", "{\"text\":" + quoted(text) + "}");
    }

    void click(String selector) throws IOException, InterruptedException {
        call("POST", "/element/" + element(selector) + "/click", "{}");
    }

    void forgetCookies() throws IOException, InterruptedException {
        call("DELETE", "/cookie", "");
    }

    void size(int width, int height) throws IOException, InterruptedException {
        call("POST", "/window/rect", "{\"width\":" + width + ",\"height\":" + height + "}");
    }

    /** {@return the value of an expression, as a string} */
    String value(String expression) throws IOException, InterruptedException {
        String answer = call(
                "POST",
                "/execute/sync",
                "{\"args\":[],\"script\":" + quoted("return encodeURIComponent(" + expression + ")") + "}");
        return URLDecoder.decode(found("\"value\":\"([^\"]*)\"", answer).replace("+", "%2B"), UTF_8);
    }

    /** {@return what a person reads there} */
    String text(String selector) throws IOException, InterruptedException {
        return value("[...document.querySelectorAll(" + quoted(selector) + ")].map(e => e.textContent).join('\\n')");
    }

    void awaitText(String selector, String text) throws IOException, InterruptedException {
        try {
            Awaitility.await().atMost(LIMIT).until(() -> text(selector).contains(text));
        } catch (ConditionTimeoutException notThere) {
            Path picture = Path.of("target", "page.png");
            Files.write(
                    picture,
                    Base64.getDecoder().decode(found("\"value\":\"([^\"]*)\"", call("GET", "/screenshot", ""))));
            throw new AssertionError(
                    "no \"" + text + "\" on the page, see " + picture + ": " + text(selector), notThere);
        }
    }

    private String element(String selector) throws IOException, InterruptedException {
        String answer = call("POST", "/element", "{\"using\":\"css selector\",\"value\":" + quoted(selector) + "}");
        return found("\"element-[^\"]*\":\"([^\"]+)\"", answer);
    }

    private String call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(session + path))
                .timeout(LIMIT)
                .method(method, body.isEmpty() ? noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(method + " " + path + ": " + answer.body());
        }
        return answer.body();
    }

    private static String found(String pattern, String text) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IOException("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\r", "\\r")
                        .replace("\n", "\\n")
                + '"';
    }

    @Override
    public void close() throws IOException, InterruptedException {
        try {
            call("DELETE", "", "");
        } finally {
            List<ProcessHandle> browsers = driver.descendants().toList();
            driver.destroy();
            browsers.forEach(ProcessHandle::destroy);
        }
    }
}
