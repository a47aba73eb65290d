package io.arcconnect.entra;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Sends msal4j's requests with azure-core's client, which knows the user's proxy and trust. Blocks; an interrupt aborts. */
final class MsalHttp implements IHttpClient {

    private static final int LARGEST_ANSWER = 1024 * 1024;

    private final HttpClient client;

    MsalHttp(HttpClient client) {
        this.client = client;
    }

    private record Answer(int statusCode, Map<String, List<String>> headers, String body) implements IHttpResponse {}

    @Override
    public IHttpResponse send(com.microsoft.aad.msal4j.HttpRequest request) throws IOException {
        HttpRequest outgoing =
                new HttpRequest(HttpMethod.valueOf(request.httpMethod().name()), request.url());
        headersOf(request).forEach((name, value) -> outgoing.setHeader(HttpHeaderName.fromString(name), value));
        if (request.body() != null) {
            outgoing.setBody(request.body());
        }
        IHttpResponse answer = client.send(outgoing).flatMap(MsalHttp::read).block();
        if (answer == null) {
            throw new IOException("no answer");
        }
        // msal4j would quote, in its log as well, whatever a proxy answers instead.
        if (!isReadable(answer)) {
            throw new UnreadableAnswer(answer.statusCode());
        }
        return answer;
    }

    private static Map<String, String> headersOf(com.microsoft.aad.msal4j.HttpRequest request) {
        Map<String, String> headers = request.headers();
        return headers == null ? Map.of() : headers;
    }

    private static Mono<IHttpResponse> read(HttpResponse response) {
        return response.getBody()
                .collect(ByteArrayOutputStream::new, (all, chunk) -> append(all, chunk))
                .<IHttpResponse>map(all ->
                        new Answer(response.getStatusCode(), headers(response), all.toString(StandardCharsets.UTF_8)))
                .doFinally(end -> response.close());
    }

    private static void append(ByteArrayOutputStream all, ByteBuffer chunk) {
        if (all.size() + chunk.remaining() > LARGEST_ANSWER) {
            throw new UnreadableAnswer("an answer of more than " + LARGEST_ANSWER + " bytes");
        }
        byte[] bytes = new byte[chunk.remaining()];
        chunk.duplicate().get(bytes);
        all.write(bytes, 0, bytes.length);
    }

    private static Map<String, List<String>> headers(HttpResponse response) {
        return response.getHeaders().stream()
                .collect(Collectors.toMap(HttpHeader::getName, HttpHeader::getValuesList, (one, other) -> one));
    }

    /** Entra ID answers with JSON objects, which name an error where there is one (RFC 6749, section 5.2). */
    private static boolean isReadable(IHttpResponse answer) {
        String body = answer.body().strip();
        return body.startsWith("{")
                && body.endsWith("}")
                && (answer.statusCode() == 200
                        || (body.contains("\"error\"") && body.contains("\"error_description\"")));
    }

    /** Something that Entra ID does not answer. */
    static final class UnreadableAnswer extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final @Nullable Integer status;

        UnreadableAnswer(int status) {
            super("an answer that is not Entra ID's, HTTP " + status);
            this.status = status;
        }

        UnreadableAnswer(String message) {
            super(message);
            this.status = null;
        }

        /** {@return whether a server or a proxy in between says that it may pass} */
        boolean isTransient() {
            return status != null && (status == 429 || status == 502 || status == 503 || status == 504);
        }
    }
}
