package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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

    private static final Path DIRECTORY = Path.of("target", "hyco-ws").toAbsolutePath();

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(runs("node", "--version"), "node is absent: the interop test with hyco-ws is skipped");
        assumeTrue(runs("npm", "--version"), "npm is absent: the interop test with hyco-ws is skipped");
        Files.createDirectories(DIRECTORY);
        Files.writeString(DIRECTORY.resolve("package.json"), PACKAGE);
        Files.writeString(DIRECTORY.resolve("agent.js"), AGENT);
        if (!Files.isDirectory(DIRECTORY.resolve("node_modules/hyco-ws"))) {
            assumeTrue(
                    runs("npm", "install", "--no-audit", "--no-fund", "--loglevel=error"),
                    "npm cannot install hyco-ws, see target/hyco-ws/run.log: the interop test is skipped");
        }
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
                // First what the bound runs, which would otherwise outlive it.
                agent.descendants().forEach(ProcessHandle::destroyForcibly);
                agent.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    private static Process start(ArcEmulator emulator, RunningMachine machine) throws Exception {
        Path authority = DIRECTORY.resolve("ca.pem");
        Files.writeString(
                authority,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(emulator.authority().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        // A name below localhost is loopback by RFC 6761, but not for Node's resolver.
        String uri = machine.listenUri()
                .toString()
                .replaceFirst("//[^/]+", "//localhost:" + emulator.endpoint().getPort());
        // On a TLS failure the module reconnects in a hot loop, so it never runs without a bound.
        ProcessBuilder builder = new ProcessBuilder("timeout", "60", "node", "agent.js")
                .directory(DIRECTORY.toFile())
                .redirectError(DIRECTORY.resolve("agent.log").toFile());
        builder.environment().put("NODE_EXTRA_CA_CERTS", authority.toString());
        builder.environment().put("LISTEN_URI", uri + "&sb-hc-id=hyco-ws");
        builder.environment()
                .put("LISTEN_TOKEN", machine.listenToken(Duration.ofHours(1)).reveal());
        return builder.start();
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Files.createDirectories(DIRECTORY);
            Process process = new ProcessBuilder(List.of(command))
                    .directory(DIRECTORY.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(DIRECTORY.resolve("run.log").toFile())
                    .start();
            process.getOutputStream().close();
            if (process.waitFor(120, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException absent) {
            return false;
        }
    }
}
