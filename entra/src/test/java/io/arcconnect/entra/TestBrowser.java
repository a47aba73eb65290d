package io.arcconnect.entra;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import io.arcconnect.testkit.EntraEmulator;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A browser whose person agrees to everything: it goes where it is sent, and posts what it was given (form_post). */
final class TestBrowser {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private TestBrowser() {}

    static void open(EntraEmulator entra, URI address) {
        String back = entra.httpClient()
                .send(new HttpRequest(HttpMethod.GET, address.toString()))
                .map(response -> response.getHeaderValue(HttpHeaderName.LOCATION))
                .block(LIMIT);
        URI target = URI.create(back);
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://localhost:" + target.getPort() + "/")
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout((int) LIMIT.toMillis());
            connection.setReadTimeout((int) LIMIT.toMillis());
            connection.setDoOutput(true);
            connection.getOutputStream().write(target.getRawQuery().getBytes(StandardCharsets.US_ASCII));
            connection.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
