package io.arcconnect.tunnel;

import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** Opens sessions in memory, one after another, unless the test answers in another way. */
final class FakeDials implements Protocol<FakeSession> {

    final AtomicInteger dials = new AtomicInteger();
    final AtomicInteger cancelled = new AtomicInteger();
    final List<FakeSession> sessions = new CopyOnWriteArrayList<>();
    volatile Mono<Void> beforeDial = Mono.empty();

    @Override
    public Mono<FakeSession> open(Route route) {
        return Mono.defer(() -> {
                    int dial = dials.incrementAndGet();
                    return beforeDial.then(Mono.fromSupplier(() -> {
                        FakeSession session = new FakeSession("session-" + dial);
                        sessions.add(session);
                        return session;
                    }));
                })
                .doOnCancel(cancelled::incrementAndGet);
    }

    FakeSession latest() {
        return sessions.get(sessions.size() - 1);
    }
}
