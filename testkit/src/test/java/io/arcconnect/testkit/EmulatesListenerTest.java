package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.testkit.internal.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The listener's side, for an agent that is not ours: protocol.md 3.6, 3.8 and 3.10. */
@Timeout(60)
class EmulatesListenerTest {

    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    private final MutableClock clock = MutableClock.now();
    private ArcEmulator emulator;
    private ArmTester arm;
    private RunningMachine machine;

    @BeforeEach
    void start() throws Exception {
        emulator = ArcEmulator.builder()
                .clock(clock)
                .rendezvousValidity(Duration.ofMillis(500))
                .machine(EmulatedMachine.linux("lin").foreignAgent().enabled())
                .start();
        arm = new ArmTester(emulator);
        machine = emulator.machine("lin");
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void listen_whenNobodyDoes_thenSenderFindsNoListener() throws Exception {
        assertThat(arm.dialing(machine).dial().status()).startsWith("404 There are no listeners connected");
    }

    @Test
    void accept_whenSenderDials_thenAnnouncedWithHeadersButWithoutItsKey() throws Exception {
        try (RawWebSocket listener = listen();
                RawWebSocket sender = arm.dialing(machine).ask()) {
            Map<String, Object> accept = accept(listener);
            Map<String, Object> headers = Json.child(accept, "connectHeaders");

            assertThat(Json.text(accept, "id")).startsWith("11111111-2222-3333-4444-555555555555_G13");
            assertThat(Json.text(accept, "address"))
                    .startsWith("wss://localhost:" + emulator.endpoint().getPort() + "/$hc/microsoft.hybridcompute/")
                    .contains("sb-hc-action=accept", "sb-hc-id=");
            assertThat(headers)
                    .containsEntry("Microsoft-Guestgateway-Target", "localhost:22")
                    .containsKeys("Service-Configuration-Token", "Sec-WebSocket-Key", "Host");
            assertThat(accept.toString()).doesNotContain("SharedAccessSignature");
            assertThat(Json.child(accept, "remoteEndpoint")).containsEntry("address", "127.0.0.1");
            assertThat(sender.isSilentFor(100)).isTrue();
        }
    }

    @Test
    void rendezvous_whenListenerComes_thenBothGet101AndBytesPass() throws Exception {
        try (RawWebSocket listener = listen();
                RawWebSocket sender = arm.dialing(machine).ask();
                RawWebSocket rendezvous = come(listener, "")) {
            sender.awaitAnswer();

            assertThat(rendezvous.status()).startsWith("101 ");
            assertThat(sender.status()).startsWith("101 ");
            sender.send(RawWebSocket.BINARY, HELLO);
            assertThat(rendezvous.bytes(5)).isEqualTo(HELLO);
            rendezvous.sendText("text is bytes too");
            RawWebSocket.Frame text = sender.frame();
            assertThat(text.opcode()).isEqualTo(RawWebSocket.TEXT);
            assertThat(text.text()).isEqualTo("text is bytes too");
        }
    }

    @Test
    void rendezvous_whenListenerCloses_thenSenderGets1000() throws Exception {
        try (RawWebSocket listener = listen();
                RawWebSocket sender = arm.dialing(machine).ask();
                RawWebSocket rendezvous = come(listener, "")) {
            sender.awaitAnswer();
            rendezvous.sendClose(1000);

            assertThat(sender.frame().closeCode()).isEqualTo(1000);
            assertThat(rendezvous.frame().closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void rendezvous_whenSenderCloses_thenListenerGets1001() throws Exception {
        try (RawWebSocket listener = listen();
                RawWebSocket sender = arm.dialing(machine).ask();
                RawWebSocket rendezvous = come(listener, "")) {
            sender.awaitAnswer().sendClose(1000);

            assertThat(rendezvous.frame().closeCode()).isEqualTo(1001);
            assertThat(sender.frame().closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void rendezvous_whenListenerIsLost_thenSenderIsReset() throws Exception {
        try (RawWebSocket listener = listen();
                RawWebSocket sender = arm.dialing(machine).ask();
                RawWebSocket rendezvous = come(listener, "")) {
            sender.awaitAnswer();
            rendezvous.reset();

            assertThatThrownBy(sender::frame).isInstanceOf(IOException.class);
        }
    }

    @Test
    void rendezvous_whenAddressIsUsedTwiceOrUnknown_then403() throws Exception {
        try (RawWebSocket listener = listen();
                RawWebSocket sender = arm.dialing(machine).ask()) {
            String address = Json.text(accept(listener), "address");
            RawWebSocket first = open(address);
            sender.awaitAnswer();
            RawWebSocket second = open(address);
            RawWebSocket unknown = open(address.replaceFirst("sb-hc-id=[^&]+", "sb-hc-id=unknown"));

            assertThat(first.status()).startsWith("101 ");
            assertThat(second.status()).startsWith("403 ");
            assertThat(unknown.status()).startsWith("403 ");
        }
    }

    @Test
    void rendezvous_whenListenerTakesTooLong_thenSenderGets504AndTheAddressIsDead() throws Exception {
        try (RawWebSocket listener = listen();
                RawWebSocket sender = arm.dialing(machine).dial()) {
            assertThat(sender.status())
                    .isEqualTo("504 None of the connected listeners accepted the connections within the allowed"
                            + " timeout.");
            assertThat(open(Json.text(accept(listener), "address")).status()).startsWith("403 ");
        }
    }

    @Test
    void rendezvous_whenListenerRejects_then410ForItAndItsWordsForTheSender() throws Exception {
        try (RawWebSocket listener = listen();
                RawWebSocket sender = arm.dialing(machine).ask();
                RawWebSocket rejection =
                        come(listener, "&sb-hc-statusCode=503&sb-hc-statusDescription=connection%20to%20localhost")) {
            assertThat(rejection.status()).isEqualTo("410 Gone");
            assertThat(sender.awaitAnswer().status()).isEqualTo("503 connection to localhost");
        }
    }

    @Test
    void rendezvous_whenSubprotocolIsOffered_thenSelected() throws Exception {
        try (RawWebSocket listener = listen();
                RawWebSocket sender = arm.dialing(machine)
                        .with("Sec-WebSocket-Protocol", "first, second")
                        .ask()) {
            String address = Json.text(accept(listener), "address");
            RawWebSocket rendezvous = RawWebSocket.open(
                    emulator.authority(), URI.create(address), Map.of("Sec-WebSocket-Protocol", "first"));

            assertThat(rendezvous.responseHeaders()).containsEntry("sec-websocket-protocol", "first");
            assertThat(sender.awaitAnswer().responseHeaders()).containsEntry("sec-websocket-protocol", "first");
        }
    }

    @Test
    void accept_whenSenderHasQueryOfItsOwn_thenPassedThrough() throws Exception {
        ArmTester.Dialing dialing = arm.dialing(machine);
        try (RawWebSocket listener = listen();
                RawWebSocket sender = RawWebSocket.ask(
                        emulator.authority(), URI.create(dialing.uri("x") + "&mine=1%202"), dialing.headers())) {
            String address = Json.text(accept(listener), "address");

            assertThat(address).contains("&mine=1+2");
            assertThat(open(address).status()).startsWith("101 ");
            assertThat(sender.awaitAnswer().status()).startsWith("101 ");
        }
    }

    @Test
    void listen_whenTokenIsBad_thenRefused() throws Exception {
        String send = arm.dialing(machine).headers().get("ServiceBusAuthorization");
        URI nowhere =
                URI.create(machine.listenUri().toString().replace("/v2", "/v3").replaceAll("[0-9a-f]{64}", "0"));

        assertThat(RawWebSocket.open(emulator.authority(), machine.listenUri(), Map.of())
                        .status())
                .startsWith("401 ");
        assertThat(RawWebSocket.open(emulator.authority(), machine.listenUri(), Map.of("ServiceBusAuthorization", send))
                        .status())
                .startsWith("403 ")
                .contains("'Listen' claim is required");
        assertThat(RawWebSocket.open(emulator.authority(), nowhere, Map.of()).status())
                .startsWith("404 ");
    }

    @Test
    void listen_whenThereAre25_thenNoMore() throws Exception {
        List<RawWebSocket> listeners = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            listeners.add(listen());
        }

        RawWebSocket oneMore = attach();

        assertThat(listeners).allMatch(listener -> listener.status().startsWith("101 "));
        assertThat(oneMore.status()).startsWith("403 QuotaExceeded");
    }

    @Test
    void renewToken_whenGood_thenLivesOn_andWhenBad_thenClosedWith1008() throws Exception {
        try (RawWebSocket listener = listen()) {
            String good = machine.listenToken(Duration.ofHours(3)).reveal();
            listener.sendText("{\"renewToken\":{\"token\":\"" + good + "\"}}");
            assertThat(listener.send(RawWebSocket.PING, HELLO).frame().opcode()).isEqualTo(RawWebSocket.PONG);

            listener.sendText("{\"renewToken\":{\"token\":\"" + good.replace("sig=", "sig=x") + "\"}}");

            assertThat(listener.frame().closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void listen_whenTokenExpires_thenClosedWith1008() throws Exception {
        try (RawWebSocket listener = RawWebSocket.open(
                emulator.authority(),
                machine.listenUri(),
                Map.of(
                        "ServiceBusAuthorization",
                        machine.listenToken(Duration.ofSeconds(2)).reveal()))) {
            clock.advance(Duration.ofMinutes(1));

            assertThat(listener.frame().closeCode()).isEqualTo(1008);
        }
    }

    private RawWebSocket listen() throws Exception {
        RawWebSocket listener = attach();
        assertThat(listener.status()).startsWith("101 ");
        // The answer to a ping proves that the relay has registered the listener.
        assertThat(listener.send(RawWebSocket.PING, HELLO).frame().opcode()).isEqualTo(RawWebSocket.PONG);
        return listener;
    }

    private RawWebSocket attach() throws Exception {
        return RawWebSocket.open(
                emulator.authority(),
                machine.listenUri(),
                Map.of(
                        "ServiceBusAuthorization",
                        machine.listenToken(Duration.ofHours(1)).reveal()));
    }

    private RawWebSocket come(RawWebSocket listener, String verdict) throws Exception {
        return open(Json.text(accept(listener), "address") + verdict);
    }

    private RawWebSocket open(String address) throws Exception {
        return RawWebSocket.open(emulator.authority(), URI.create(address), Map.of());
    }

    private static Map<String, Object> accept(RawWebSocket listener) throws IOException {
        RawWebSocket.Frame frame = listener.frame();
        assertThat(frame.opcode()).isEqualTo(RawWebSocket.TEXT);
        return Json.child(Json.read(frame.text()), "accept");
    }
}
