package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The relay's listener side against {@code hyco-ws}, the vendor's own module for Node, as the agent; and as the sender. Its reject path
 * refers to names that do not exist (libraries.md 3), so rejecting is tested with a listener of our own.
 */
@Timeout(180)
class HycoWsInteropTest {

    /** The module names a dependency that nobody can install; Node's own module of that name wins when it runs. */
    private static final String PACKAGE = """
            {"private":true,"dependencies":{"hyco-ws":"1.0.5"},"overrides":{"http":"npm:events@3.3.0"}}
            """;

    private static final String PROGRAM = """
            const hyco = require('hyco-ws');
            if (process.env.CONNECT_URI) {
              const sender = hyco.relayedConnect(process.env.CONNECT_URI, process.env.SEND_TOKEN,
                socket => socket.send('from node to node'));
              sender.on('message', message => { console.log('got ' + message); sender.close(1000); });
              sender.on('error', error => console.log('error ' + error.message));
              sender.on('close', code => console.log('closed ' + code));
              return;
            }
            const server = hyco.createRelayedServer(
              {server: process.env.LISTEN_URI, token: () => process.env.LISTEN_TOKEN},
              socket => socket.on('message', message => socket.send(message, {binary: true})));
            server.on('listening', () => console.log('listening'));
            server.on('error', error => { console.log('error ' + error); process.exit(3); });
            """;

    private static NodeProgram program;

    @BeforeAll
    static void install() throws Exception {
        program = NodeProgram.of("hyco-ws", PACKAGE, PROGRAM);
    }

    @Test
    void dial_whenHycoWsIsTheAgent_thenEveryByteComesBack() throws Exception {
        byte[] much = new byte[64 << 10];
        new Random(3).nextBytes(much);
        try (ArcEmulator emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin").foreignAgent().enabled())
                .start()) {
            RunningMachine machine = emulator.machine("lin");
            Process agent = start(emulator, machine);
            try (BufferedReader output = agent.inputReader(StandardCharsets.UTF_8)) {
                assertThat(output.readLine()).isEqualTo("listening");

                for (int connection = 0; connection < 3; connection++) {
                    try (RawWebSocket sender =
                            new ArmTester(emulator).dialing(machine).dial()) {
                        assertThat(sender.status()).startsWith("101 ");
                        for (int message = 0; message < 20; message++) {
                            assertThat(sender.send(RawWebSocket.BINARY, much).bytes(much.length))
                                    .isEqualTo(much);
                        }
                        sender.sendClose(1000);
                        assertThat(sender.frame().closeCode()).isEqualTo(1000);
                    }
                }
                assertThat(emulator.dials()).hasSize(3).allMatch(dial -> dial.status() == 101);
            } finally {
                NodeProgram.end(agent);
            }
        }
    }

    @Test
    void relayedConnect_whenHycoWsIsBothEnds_thenBytesPass_andTheCloseIsOneOfOrder() throws Exception {
        try (ArcEmulator emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin").foreignAgent().enabled())
                .start()) {
            RunningMachine machine = emulator.machine("lin");
            Process agent = start(emulator, machine);
            try (BufferedReader output = agent.inputReader(StandardCharsets.UTF_8)) {
                assertThat(output.readLine()).isEqualTo("listening");

                assertThat(sent(emulator, machine)).containsExactly("got from node to node", "closed 1000");
            } finally {
                NodeProgram.end(agent);
            }
        }
    }

    @Test
    void relayedConnect_whenNobodyListens_thenHycoWsIsTold404() throws Exception {
        try (ArcEmulator emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin").foreignAgent().enabled())
                .start()) {
            assertThat(sent(emulator, emulator.machine("lin")))
                    .first()
                    .asString()
                    .startsWith("error ")
                    .contains("404");
        }
    }

    /** What a sender of the module prints. */
    private static List<String> sent(ArcEmulator emulator, RunningMachine machine) throws Exception {
        ArmTester.Dialing dialing = new ArmTester(emulator).dialing(machine);
        Process sender = program.start(
                emulator,
                Map.of(
                        "CONNECT_URI",
                        onLocalhost(emulator, dialing.uri("from-node").toString()),
                        "SEND_TOKEN",
                        dialing.headers().get("ServiceBusAuthorization")));
        try (BufferedReader output = sender.inputReader(StandardCharsets.UTF_8)) {
            return output.lines().toList();
        } finally {
            NodeProgram.end(sender);
        }
    }

    /** A name below localhost is loopback by RFC 6761, but not for Node's resolver. */
    private static String onLocalhost(ArcEmulator emulator, String uri) {
        return uri.replaceFirst("//[^/]+", "//localhost:" + emulator.endpoint().getPort());
    }

    private static Process start(ArcEmulator emulator, RunningMachine machine) throws Exception {
        String uri = onLocalhost(emulator, machine.listenUri().toString());
        // On a TLS failure the module reconnects in a hot loop, so it never runs without a bound.
        return program.start(
                emulator,
                Map.of(
                        "LISTEN_URI",
                        uri + "&sb-hc-id=hyco-ws",
                        "LISTEN_TOKEN",
                        machine.listenToken(Duration.ofHours(1)).reveal()));
    }
}
