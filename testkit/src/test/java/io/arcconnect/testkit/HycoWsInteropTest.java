package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The relay's listener side against {@code hyco-ws}, the vendor's own listener for Node, as the agent. Its reject path
 * refers to names that do not exist (libraries.md 3), so rejecting is tested with a listener of our own.
 */
@Timeout(180)
class HycoWsInteropTest {

    /** The module names a dependency that nobody can install; Node's own module of that name wins when it runs. */
    private static final String PACKAGE = """
            {"private":true,"dependencies":{"hyco-ws":"1.0.5"},"overrides":{"http":"npm:events@3.3.0"}}
            """;

    private static final String AGENT = """
            const hyco = require('hyco-ws');
            const server = hyco.createRelayedServer(
              {server: process.env.LISTEN_URI, token: () => process.env.LISTEN_TOKEN},
              socket => socket.on('message', message => socket.send(message, {binary: true})));
            server.on('listening', () => console.log('listening'));
            server.on('error', error => { console.log('error ' + error); process.exit(3); });
            """;

    private static NodeProgram agentProgram;

    @BeforeAll
    static void install() throws Exception {
        agentProgram = NodeProgram.of("hyco-ws", PACKAGE, AGENT);
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

    private static Process start(ArcEmulator emulator, RunningMachine machine) throws Exception {
        // A name below localhost is loopback by RFC 6761, but not for Node's resolver.
        String uri = machine.listenUri()
                .toString()
                .replaceFirst("//[^/]+", "//localhost:" + emulator.endpoint().getPort());
        // On a TLS failure the module reconnects in a hot loop, so it never runs without a bound.
        return agentProgram.start(
                emulator,
                Map.of(
                        "LISTEN_URI",
                        uri + "&sb-hc-id=hyco-ws",
                        "LISTEN_TOKEN",
                        machine.listenToken(Duration.ofHours(1)).reveal()));
    }
}
