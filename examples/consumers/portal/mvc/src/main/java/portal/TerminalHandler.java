package portal;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.util.UriComponentsBuilder;
import portal.ToBrowser.Notice;
import portal.ToBrowser.Screen;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** A terminal over a servlet container's WebSocket. */
@Component
class TerminalHandler extends AbstractWebSocketHandler {

    private record Open(Sinks.Many<FromBrowser> typed, Disposable shown) {}

    private final Map<String, Open> open = new ConcurrentHashMap<>();
    private final Terminals terminals;
    private final PortalSettings settings;
    private final Farewell farewell;

    TerminalHandler(Terminals terminals, PortalSettings settings, Farewell farewell) {
        this.terminals = terminals;
        this.settings = settings;
        this.farewell = farewell;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        farewell.opened();
        Map<String, String> query = UriComponentsBuilder.fromUri(session.getUri())
                .build()
                .getQueryParams()
                .toSingleValueMap();
        List<String> path =
                UriComponentsBuilder.fromUri(session.getUri()).build().getPathSegments();
        RemoteEndpoint.Async remote = ((NativeWebSocketSession) session)
                .getNativeSession(Session.class)
                .getAsyncRemote();
        Sinks.Many<FromBrowser> typed = Terminals.keyboard();
        Disposable shown = terminals
                .open(
                        session.getPrincipal().getName(),
                        settings.machine(path.get(1)),
                        Integer.parseInt(query.get("columns")),
                        Integer.parseInt(query.get("rows")),
                        typed.asFlux())
                .concatMap(frame -> send(remote, frame), 1)
                .subscribe(sent -> {}, gone -> close(session), () -> close(session));
        open.put(session.getId(), new Open(typed, shown));
    }

    /** Not {@code session.sendMessage}, which would hold a thread for as long as the browser does not read. */
    private static Mono<Void> send(RemoteEndpoint.Async remote, ToBrowser frame) {
        return Mono.create(sent -> {
            SendHandler done = result -> {
                if (result.isOK()) {
                    sent.success();
                } else {
                    sent.error(result.getException());
                }
            };
            if (frame instanceof Screen screen) {
                remote.sendBinary(screen.bytes(), done);
            } else {
                remote.sendText(Json.write((Notice) frame), done);
            }
        });
    }

    private void close(WebSocketSession session) {
        CloseStatus status = farewell.isSaid() ? CloseStatus.GOING_AWAY : CloseStatus.NORMAL;
        Mono.fromCallable(() -> {
                    session.close(status);
                    return status;
                })
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorComplete()
                .subscribe();
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) throws IOException {
        ByteBuffer copy = ByteBuffer.allocate(message.getPayloadLength());
        typed(session, new FromBrowser.Keys(copy.put(message.getPayload()).flip()));
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
        typed(session, Json.read(message.getPayload()));
    }

    private void typed(WebSocketSession session, FromBrowser frame) throws IOException {
        Open terminal = open.get(session.getId());
        if (terminal != null && terminal.typed().tryEmitNext(frame) == Sinks.EmitResult.FAIL_OVERFLOW) {
            session.close(CloseStatus.POLICY_VIOLATION.withReason("more was typed than the machine reads"));
        }
    }

    /** The browser has gone, in whichever way: the shell is closed. */
    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        farewell.closed();
        Open terminal = open.remove(session.getId());
        if (terminal != null) {
            terminal.shown().dispose();
        }
    }
}
