package io.arcconnect.internal.arm;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers without a socket, so that virtual time works; the last answer is repeated. */
final class ScriptedHttp implements HttpClient {

    final List<String> calls = new CopyOnWriteArrayList<>();
    final Deque<Answer> script = new ArrayDeque<>();

    record Answer(int status, String body, HttpHeaders headers) {

        Answer(int status, String body) {
            this(status, body, new HttpHeaders());
        }

        Answer with(String name, String value) {
            return new Answer(status, body, new HttpHeaders(headers).set(HttpHeaderName.fromString(name), value));
        }
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return Mono.fromSupplier(() -> {
            calls.add(request.getHttpMethod() + " " + request.getUrl().getPath());
            return new Scripted(request, script.size() > 1 ? script.remove() : script.element());
        });
    }

    private static final class Scripted extends HttpResponse {

        private final Answer answer;

        Scripted(HttpRequest request, Answer answer) {
            super(request);
            this.answer = answer;
        }

        @Override
        public int getStatusCode() {
            return answer.status();
        }

        @Deprecated
        @Override
        public @Nullable String getHeaderValue(String name) {
            return answer.headers().getValue(HttpHeaderName.fromString(name));
        }

        @Override
        public HttpHeaders getHeaders() {
            return answer.headers();
        }

        @Override
        public Flux<ByteBuffer> getBody() {
            return Flux.defer(() -> Flux.just(ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8))));
        }

        @Override
        public Mono<byte[]> getBodyAsByteArray() {
            return Mono.fromSupplier(() -> answer.body().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Mono<String> getBodyAsString() {
            return Mono.just(answer.body());
        }

        @Override
        public Mono<String> getBodyAsString(Charset charset) {
            return getBodyAsString();
        }
    }
}
