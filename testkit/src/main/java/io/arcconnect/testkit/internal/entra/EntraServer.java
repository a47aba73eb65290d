package io.arcconnect.testkit.internal.entra;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.arcconnect.testkit.internal.net.Authority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/** An HTTPS server on a port of 127.0.0.1; each request has a thread that may block. */
public final class EntraServer implements AutoCloseable {

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "entra-emulator");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Starts.
     *
     * @param authority identifies the server
     * @param answers what it answers, by path and fields of form and query
     */
    public EntraServer(Authority authority, BiFunction<String, Map<String, String>, EntraReply> answers) {
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(authority.context()));
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange, answers);
            }
        });
        server.start();
    }

    /** {@return the port} */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange, BiFunction<String, Map<String, String>, EntraReply> answers)
            throws IOException {
        Map<String, String> fields = Forms.read(exchange.getRequestURI().getRawQuery());
        fields.putAll(Forms.read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        EntraReply reply = reply(exchange.getRequestURI().getPath(), fields, answers);
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        if (!reply.location().isEmpty()) {
            exchange.getResponseHeaders().set("Location", reply.location());
        }
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static EntraReply reply(
            String path, Map<String, String> fields, BiFunction<String, Map<String, String>, EntraReply> answers) {
        try {
            return answers.apply(path, fields);
        } catch (EntraRefusal refusal) {
            return refusal.reply();
        }
    }
}
