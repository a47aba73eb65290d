package io.arcconnect.testkit.internal.relay;

import io.arcconnect.testkit.internal.FaultEffect;
import io.arcconnect.testkit.internal.FaultEffect.DialAnswer;
import io.arcconnect.testkit.internal.FaultEffect.DialHeld;
import io.arcconnect.testkit.internal.FaultEffect.DialReset;
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
import java.util.List;
import java.util.Optional;

/** The relay's namespace: who connects, who listens (protocol.md 3.1 to 3.10). */
public final class Relay {

    private final World world;
    private final Journal journal;
    private final BuiltInAgent agent;
    private final Listeners listeners;

    /**
     * Makes a relay.
     *
     * @param world what it remembers
     * @param journal is told of dials
     * @param door runs connections to targets
     * @param delay one-way latency added to data
     * @param rendezvousValidity how long a foreign listener may take to answer
     */
    public Relay(World world, Journal journal, FrontDoor door, Duration delay, Duration rendezvousValidity) {
        this.world = world;
        this.journal = journal;
        this.agent = new BuiltInAgent(world, door.clientChannel(), delay.toNanos());
        this.listeners = new Listeners(world, rendezvousValidity, delay.toNanos());
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
        Dial dial = new Dial(channel, uri, headers, id, machine.get(), journal, world.heldDials());
        Optional<FaultEffect> fault = machine.get()
                .fault(
                        FaultEffect.class,
                        effect -> effect instanceof DialAnswer
                                || effect instanceof DialHeld
                                || effect instanceof DialReset);
        if (fault.isPresent()) {
            misbehave(dial, fault.get());
            return;
        }
        Sas.Verdict verdict = check(uri, headers, World.SEND);
        if (verdict != Sas.Verdict.GOOD) {
            dial.refuse(RelayTexts.status(verdict), tracked(RelayTexts.refusal(verdict, "Send"), id, uri.path()));
        } else if (!machine.get().isVisible(world.now()) || !machine.get().hasEndpoint()) {
            dial.refuse(404, tracked(RelayTexts.NO_ENDPOINT, id, uri.path()));
        } else if (machine.get().listens(world.now())) {
            agent.accept(dial);
        } else if (!listeners.announce(dial, name.get())) {
            dial.refuse(404, tracked(RelayTexts.NO_LISTENERS, id, uri.path()));
        }
    }

    private void listen(Channel channel, RelayUri uri, HttpHeaders headers) {
        String id = uri.argument("sb-hc-id").orElseGet(world::nextId);
        Optional<String> name = world.hybridConnection(uri.path());
        if (name.isEmpty()) {
            WebSockets.refuse(channel, 404, tracked(RelayTexts.NO_ENDPOINT, id, uri.path()));
            return;
        }
        Sas.Verdict verdict = check(uri, headers, World.LISTEN);
        if (verdict != Sas.Verdict.GOOD) {
            WebSockets.refuse(
                    channel,
                    RelayTexts.status(verdict),
                    tracked(RelayTexts.refusal(verdict, "Listen"), id, uri.path()));
        } else {
            listeners.attach(channel, uri, headers, name.get(), Sas.expiry(token(uri, headers)));
        }
    }

    private void misbehave(Dial dial, FaultEffect fault) {
        if (fault instanceof DialAnswer answer) {
            String evidence = tracked("", dial.id(), dial.uri().path()).strip();
            dial.refuse(answer.status(), answer.reason().replace("{tracking}", evidence));
        } else if (fault instanceof DialReset) {
            dial.reset();
        }
    }

    private Sas.Verdict check(RelayUri uri, HttpHeaders headers, String right) {
        return Sas.check(token(uri, headers), world.keys(), right, world.host(), uri.path(), world.now());
    }

    private static String token(RelayUri uri, HttpHeaders headers) {
        return uri.argument("sb-hc-token").orElseGet(() -> headers.get("ServiceBusAuthorization", ""));
    }

    private String tracked(String text, String id, String path) {
        return RelayTexts.tracked(text, id, world.host(), path, world.now());
    }
}
