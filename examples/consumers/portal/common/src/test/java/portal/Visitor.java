package portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person's program: signs in as a browser does, then asks. */
final class Visitor {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern CSRF_FIELD = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern CSRF = Pattern.compile("\"header\":\"([^\"]+)\",\"token\":\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    private final RunningPortal portal;

    private Visitor(RunningPortal portal) {
        this.portal = portal;
    }

    static Visitor anonymous(RunningPortal portal) {
        return new Visitor(portal);
    }

    static Visitor signedIn(RunningPortal portal, String person) throws IOException, InterruptedException {
        Visitor visitor = new Visitor(portal);
        String form = "username=" + person + "&password=" + encoded(RunningPortal.PASSWORD) + "&_csrf="
                + encoded(found(CSRF_FIELD, visitor.get("/login").body()).group(1));
        int status = visitor.post("/login", "application/x-www-form-urlencoded", form)
                .statusCode();
        if (status != 302) {
            throw new IOException("signing in ended with " + status);
        }
        return visitor;
    }

    void signOut() throws IOException, InterruptedException {
        send(withToken("/logout").POST(HttpRequest.BodyPublishers.noBody()));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(portal.address(path)));
    }

    HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(portal.address(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> exec(String machine, String json) throws IOException, InterruptedException {
        return send(execRequest(machine, json));
    }

    /** {@return an answer that is under way; cancelling it drops the connection} */
    CompletableFuture<HttpResponse<String>> execLater(String machine, String json)
            throws IOException, InterruptedException {
        return http.sendAsync(execRequest(machine, json).build(), BodyHandlers.ofString());
    }

    /** {@return what opens a terminal of 80 columns and 24 rows} */
    CompletableFuture<WebSocket> terminal(String machine, WebSocket.Listener listener) {
        return terminal(machine, http.newWebSocketBuilder(), listener);
    }

    CompletableFuture<WebSocket> terminalFrom(String origin, String machine, WebSocket.Listener listener) {
        return terminal(machine, http.newWebSocketBuilder().header("Origin", origin), listener);
    }

    private CompletableFuture<WebSocket> terminal(
            String machine, WebSocket.Builder builder, WebSocket.Listener listener) {
        return builder.buildAsync(
                URI.create("ws://127.0.0.1:" + portal.port() + "/machines/" + machine + "/terminal?columns=80&rows=24"),
                listener);
    }

    private HttpRequest.Builder execRequest(String machine, String json) throws IOException, InterruptedException {
        return withToken("/machines/" + machine + "/exec")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
    }

    private HttpRequest.Builder withToken(String path) throws IOException, InterruptedException {
        Matcher token = found(CSRF, get("/csrf").body());
        return HttpRequest.newBuilder(portal.address(path)).header(token.group(1), token.group(2));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
    }

    private static Matcher found(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("no " + pattern + " in " + text);
        }
        return matcher;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
