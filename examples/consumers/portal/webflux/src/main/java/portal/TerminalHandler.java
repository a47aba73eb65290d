package portal;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;
import portal.ToBrowser.Notice;
import portal.ToBrowser.Screen;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A terminal over a reactive WebSocket. */
@Component
class TerminalHandler implements WebSocketHandler {

    private final Terminals terminals;
    private final PortalSettings settings;
    private final Farewell farewell;

    TerminalHandler(Terminals terminals, PortalSettings settings, Farewell farewell) {
        this.terminals = terminals;
        this.settings = settings;
        this.farewell = farewell;
    }

    /** Ends when the shell has ended and the browser was told, or when the browser has gone; then the shell is closed. */
    @Override
    public Mono<Void> handle(WebSocketSession session) {
        Sinks.Many<FromBrowser> typed = Terminals.keyboard();
        Mono<Void> browser = session.receive()
                .map(TerminalHandler::read)
                .doOnNext(frame -> typed.emitNext(frame, Sinks.EmitFailureHandler.FAIL_FAST))
                .then();
        Flux<WebSocketMessage> shown = session.getHandshakeInfo()
                .getPrincipal()
                .flatMapMany(person -> terminal(session, person.getName(), typed.asFlux()))
                .map(frame -> message(session, frame));
        return session.send(shown)
                .then(Mono.defer(() -> session.close(farewell.isSaid() ? CloseStatus.GOING_AWAY : CloseStatus.NORMAL)))
                .takeUntilOther(browser)
                .doFirst(farewell::opened)
                .doFinally(end -> farewell.closed());
    }

    private Flux<ToBrowser> terminal(WebSocketSession session, String person, Flux<FromBrowser> typed) {
        UriComponents address = UriComponentsBuilder.fromUri(
                        session.getHandshakeInfo().getUri())
                .build();
        List<String> path = address.getPathSegments();
        Map<String, String> query = address.getQueryParams().toSingleValueMap();
        return terminals.open(
                person,
                settings.machine(path.get(1)),
                Integer.parseInt(query.get("columns")),
                Integer.parseInt(query.get("rows")),
                typed);
    }

    private static FromBrowser read(WebSocketMessage message) {
        if (message.getType() == WebSocketMessage.Type.TEXT) {
            return Json.read(message.getPayloadAsText());
        }
        DataBuffer payload = message.getPayload();
        ByteBuffer copy = ByteBuffer.allocate(payload.readableByteCount());
        payload.toByteBuffer(copy);
        return new FromBrowser.Keys(copy);
    }

    private static WebSocketMessage message(WebSocketSession session, ToBrowser frame) {
        return frame instanceof Screen screen
                ? session.binaryMessage(buffers -> buffers.wrap(screen.bytes()))
                : session.textMessage(Json.write((Notice) frame));
    }
}
