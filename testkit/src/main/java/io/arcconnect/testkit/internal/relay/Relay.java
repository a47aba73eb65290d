package io.arcconnect.testkit.internal.relay;

import io.arcconnect.testkit.internal.DialEffect;
import io.arcconnect.testkit.internal.DialEffect.DialAnswer;
import io.arcconnect.testkit.internal.DialEffect.DialLate;
import io.arcconnect.testkit.internal.DialEffect.DialMishap;
import io.arcconnect.testkit.internal.DialEffect.DialPage;
import io.arcconnect.testkit.internal.FaultEffect.Skew;
import io.arcconnect.testkit.internal.Journal;
import io.arcconnect.testkit.internal.MachineRecord;
import io.arcconnect.testkit.internal.NotEmulated;
import io.arcconnect.testkit.internal.Sas;
import io.arcconnect.testkit.internal.World;
import io.arcconnect.testkit.internal.net.FrontDoor;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The relay's namespace: who connects, who listens (protocol.md 3.1 to 3.10). */
public final class Relay {

    private final World world;
    private final Pace pace;
    private final Journal journal;
    private final BuiltInAgent agent;
    private final Listeners listeners;

    /**
     * Makes a relay.
     *
     * @param world what it remembers
     * @param journal is told of dials
     * @param door runs connections to targets
     * @param pace how long things take
     * @param rendezvousValidity how long a foreign listener may take to answer
     */
    public Relay(World world, Journal journal, FrontDoor door, Pace pace, Duration rendezvousValidity) {
        this.world = world;
        this.pace = pace;
        this.journal = journal;
        this.agent = new BuiltInAgent(world, door.clientChannel(), pace.dataNanos());
        this.listeners = new Listeners(world, rendezvousValidity, pace.dataNanos());
    }

    /**
     * Says whether a request is for the relay.
     *
     * @param uri of the request
     * @return whether it is
     */
    public static boolean owns(String uri) {
        return new QueryStringDecoder(uri).path().startsWith("/$hc/");
    }

    /** {@return the handlers of a new connection} */
    public List<ChannelHandler> handlers() {
        return List.of(new RelayDoor(this));
    }

    void open(Channel channel, HttpRequest request) {
        RelayUri uri = RelayUri.of(request.uri());
        HttpHeaders headers = request.headers().copy();
        if (!WebSockets.isUpgrade(headers)) {
            WebSockets.refuse(
                    channel, 501, world.unanswered().add(NotEmulated.RELAY_HTTP, request.method() + " " + uri.path()));
            return;
        }
        switch (uri.action()) {
            case "connect" -> connect(channel, uri, headers);
            case "listen" -> listen(channel, uri, headers);
            case "accept" -> listeners.rendezvous(channel, uri, headers);
            default -> WebSockets.refuse(channel, 501, world.unanswered().add(NotEmulated.RELAY_ACTION, uri.action()));
        }
    }

    private void connect(Channel channel, RelayUri uri, HttpHeaders headers) {
        String id = uri.argument("sb-hc-id").orElseGet(world::nextId);
        Optional<String> name = world.hybridConnection(uri.path());
        Optional<MachineRecord> machine = name.flatMap(world::machineBehind);
        if (name.isEmpty() || machine.isEmpty()) {
            WebSockets.refuse(channel, 404, tracked(RelayTexts.NO_ENDPOINT, id, uri.path()));
            return;
        }
        Dial dial = new Dial(channel, uri, headers, id, machine.get(), journal, world.heldDials(), pace);
        machine.get()
                .fault(DialEffect.class, any -> true)
                .ifPresentOrElse(fault -> misbehave(dial, name.get(), fault), () -> answer(dial, name.get()));
    }

    private void answer(Dial dial, String name) {
        MachineRecord machine = dial.machine();
        Sas.Verdict verdict = check(dial.uri(), dial.headers(), World.SEND, machine);
        if (verdict != Sas.Verdict.GOOD) {
            dial.refuse(
                    RelayTexts.status(verdict), tracked(RelayTexts.refusal(verdict, "Send"), dial.id(), dial.path()));
        } else if (!machine.isVisible(world.now()) || !machine.hasEndpoint()) {
            dial.refuse(404, tracked(RelayTexts.NO_ENDPOINT, dial.id(), dial.path()));
        } else if (machine.listens(world.now())) {
            pace.hold(dial, () -> agent.accept(dial));
        } else if (!listeners.isAttached(name)) {
            dial.refuse(404, tracked(RelayTexts.NO_LISTENERS, dial.id(), dial.path()));
        } else {
            pace.hold(dial, () -> announce(dial, name));
        }
    }

    /** The listener may have gone while the dial was held. */
    private void announce(Dial dial, String name) {
        if (!listeners.announce(dial, name)) {
            dial.refuse(404, tracked(RelayTexts.NO_LISTENERS, dial.id(), dial.path()));
        }
    }

    private void listen(Channel channel, RelayUri uri, HttpHeaders headers) {
        String id = uri.argument("sb-hc-id").orElseGet(world::nextId);
        Optional<String> name = world.hybridConnection(uri.path());
        Optional<MachineRecord> machine = name.flatMap(world::machineBehind);
        if (name.isEmpty() || machine.isEmpty()) {
            WebSockets.refuse(channel, 404, tracked(RelayTexts.NO_ENDPOINT, id, uri.path()));
            return;
        }
        Sas.Verdict verdict = check(uri, headers, World.LISTEN, machine.get());
        if (verdict != Sas.Verdict.GOOD) {
            WebSockets.refuse(
                    channel,
                    RelayTexts.status(verdict),
                    tracked(RelayTexts.refusal(verdict, "Listen"), id, uri.path()));
        } else {
            listeners.attach(channel, uri, headers, name.get(), Sas.expiry(token(uri, headers)));
        }
    }

    private void misbehave(Dial dial, String name, DialEffect fault) {
        if (fault instanceof DialAnswer answer) {
            String evidence = tracked("", dial.id(), dial.uri().path()).strip();
            dial.refuse(answer.status(), answer.reason().replace("{tracking}", evidence));
        } else if (fault instanceof DialPage page) {
            dial.page(page.status());
        } else if (fault instanceof DialLate late) {
            dial.channel()
                    .eventLoop()
                    .schedule(() -> answer(dial, name), late.delay().toMillis(), TimeUnit.MILLISECONDS);
        } else if (fault == DialMishap.RESET) {
            dial.reset();
        } else if (fault instanceof DialMishap mishap && mishap != DialMishap.HELD) {
            dial.suffer(mishap);
            answer(dial, name);
        }
    }

    private Sas.Verdict check(RelayUri uri, HttpHeaders headers, String right, MachineRecord machine) {
        Instant now = world.now(Skew.Of.RELAY, Optional.of(machine));
        return Sas.check(token(uri, headers), world.keys(), right, world.host(), uri.path(), now);
    }

    private static String token(RelayUri uri, HttpHeaders headers) {
        return uri.argument("sb-hc-token").orElseGet(() -> headers.get("ServiceBusAuthorization", ""));
    }

    private String tracked(String text, String id, String path) {
        return RelayTexts.tracked(text, id, world.host(), path, world.now());
    }
}
