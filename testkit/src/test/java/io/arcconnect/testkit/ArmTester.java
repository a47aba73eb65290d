package io.arcconnect.testkit;

import com.azure.core.credential.TokenRequestContext;
import io.arcconnect.testkit.internal.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Calls the emulated Azure Resource Manager with the JDK's own client. */
final class ArmTester {

    static final String CONNECTIVITY = "/providers/Microsoft.HybridConnectivity/endpoints/default";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final ArcEmulator emulator;
    private final HttpClient client;
    private Optional<String> bearer;
    private Duration patience = SOON;

    ArmTester(ArcEmulator emulator) throws Exception {
        this.emulator = emulator;
        this.client = HttpClient.newBuilder()
                .sslContext(RawWebSocket.context(emulator.authority()))
                .connectTimeout(SOON)
                .build();
        this.bearer = Optional.of(emulator.credential()
                .getToken(new TokenRequestContext().addScopes("any/.default"))
                .blockOptional(SOON)
                .orElseThrow()
                .getToken());
    }

    /** An answer. */
    record Answer(int status, Map<String, Object> body, HttpResponse<String> response) {
        String errorCode() {
            return Json.text(Json.child(body, "error"), "code");
        }

        Map<String, Object> child(String name) {
            return Json.child(body, name);
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }
    }

    ArmTester bearer(Optional<String> token) {
        this.bearer = token;
        return this;
    }

    ArmTester patience(Duration limit) {
        this.patience = limit;
        return this;
    }

    Answer get(String path) throws Exception {
        return call("GET", path, "");
    }

    Answer put(String path, String body) throws Exception {
        return call("PUT", path, body);
    }

    /** Calls a path of a machine, or a full URL, with an api-version added where there is none. */
    Answer call(String method, String path, String body) throws Exception {
        String url = path.startsWith("https://") ? path : emulator.endpoint() + path;
        if (!url.contains("api-version")) {
            url += (url.contains("?") ? "&" : "?") + "api-version=2024-07-10";
        }
        return send(method, URI.create(url), body);
    }

    Answer send(String method, URI uri, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        bearer.ifPresent(token -> request.header("Authorization", "Bearer " + token));
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        boolean json = response.headers().firstValue("content-type").orElse("").contains("json");
        return new Answer(response.statusCode(), json ? Json.read(response.body()) : new LinkedHashMap<>(), response);
    }

    Answer enable(String machine, int port) throws Exception {
        put(machine + CONNECTIVITY, "{\"properties\":{\"type\":\"default\"}}");
        return put(
                machine + CONNECTIVITY + "/serviceConfigurations/SSH",
                "{\"properties\":{\"serviceName\":\"SSH\",\"port\":" + port + "}}");
    }

    Answer listCredentials(String machine) throws Exception {
        return call("POST", machine + CONNECTIVITY + "/listCredentials?expiresin=3600", "{\"serviceName\":\"SSH\"}");
    }

    /** Lists credentials and returns the relay's URL and the three headers of protocol.md 3.1. */
    Dialing dialing(RunningMachine machine) throws Exception {
        Answer answer = listCredentials(machine.id().resourceId());
        if (answer.status() != 200) {
            throw new AssertionError("listCredentials: " + answer.status() + " " + answer.errorCode());
        }
        Map<String, Object> relay = answer.child("relay");
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ServiceBusAuthorization", Json.text(relay, "accessKey"));
        headers.put("Service-Configuration-Token", Json.text(relay, "serviceConfigurationToken"));
        headers.put("Microsoft-Guestgateway-Target", "localhost:22");
        String host = Json.text(relay, "namespaceName") + "." + Json.text(relay, "namespaceNameSuffix");
        return new Dialing(host, Json.text(relay, "hybridConnectionName"), headers, emulator);
    }

    /** What a dial needs. */
    record Dialing(String host, String path, Map<String, String> headers, ArcEmulator emulator) {
        URI uri(String id) {
            return URI.create("wss://" + host + "/$hc/" + path + "?sb-hc-action=connect&sb-hc-id=" + id);
        }

        Dialing with(String name, String value) {
            Map<String, String> changed = new LinkedHashMap<>(headers);
            changed.put(name, value);
            return new Dialing(host, path, changed, emulator);
        }

        Dialing withPath(String newPath) {
            return new Dialing(host, newPath, headers, emulator);
        }

        RawWebSocket dial() throws Exception {
            return RawWebSocket.open(emulator.authority(), uri("11111111-2222-3333-4444-555555555555"), headers);
        }

        RawWebSocket ask() throws Exception {
            return RawWebSocket.ask(emulator.authority(), uri("11111111-2222-3333-4444-555555555555"), headers);
        }
    }
}
