package io.arcconnect.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code forward} as a process, through a real OpenSSH server, with curl at its ends. */
@Tag("interop")
@Timeout(300)
class ForwardProcessTest {

    private static final Pattern PORT = Pattern.compile("\"port\":(\\d+)");

    @TempDir
    Path folder;

    private OpenSshMachine machine;
    private HttpServer website;
    private Process forward;

    @BeforeEach
    void start() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "skipped: curl is not installed");
        machine = OpenSshMachine.start(folder);
        website = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        website.createContext("/", exchange -> {
            byte[] hello = "hello".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, hello.length);
            exchange.getResponseBody().write(hello);
            exchange.close();
        });
        website.start();
    }

    @AfterEach
    void stop() {
        if (forward != null) {
            forward.destroyForcibly();
        }
        if (website != null) {
            website.stop(0);
        }
        if (machine != null) {
            machine.close();
        }
    }

    @Test
    void forward_whenAllThreeKindsAreOpen_thenEachCarriesAndComesBackAfterALoss() throws Exception {
        int web = website.getAddress().getPort();
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");

        forward = machine.start(
                command -> Stream.concat(Stream.of("env", "--default-signal=INT"), command.stream())
                        .toList(),
                out,
                err,
                machine.words(
                        "forward",
                        "--output",
                        "json",
                        "-L",
                        "0:localhost:" + web,
                        "-L",
                        "localhost:0:localhost:1",
                        "-R",
                        "0:localhost:" + web,
                        "-D",
                        "0"));
        List<String> opened = awaitLines(out, 4);
        int local = port(opened, "\"-L\"", "localhost:" + web);
        String here = curl("http://127.0.0.1:" + local + "/");
        String there = curl("http://localhost:" + port(opened, "\"-R\"", "localhost:" + web) + "/");
        String socks =
                curl("--socks5-hostname", "127.0.0.1:" + port(opened, "\"-D\"", ""), "http://localhost:" + web + "/");
        String nobody = curl("http://127.0.0.1:" + port(opened, "\"-L\"", "localhost:1\"") + "/");
        machine.dropConnections();
        awaitLine(err, "the connection was lost, and the next use dials anew");
        String again = curl("http://127.0.0.1:" + local + "/");
        awaitLine(err, "connected again");
        new ProcessBuilder("kill", "-INT", String.valueOf(forward.pid()))
                .start()
                .waitFor();
        boolean ended = forward.waitFor(60, TimeUnit.SECONDS);

        assertThat(List.of(here, there, socks, again)).containsOnly("hello");
        assertThat(nobody).doesNotContain("hello");
        assertThat(Files.readString(err)).contains("a connection to localhost:1 failed: stream.target_refused");
        assertThat(Files.readAllLines(err))
                .filteredOn(
                        line -> line.startsWith("arcconnect: 127.0.0.1:" + local + " ") && line.contains("was lost"))
                .as("told of the loss, and not of the end")
                .hasSize(1);
        assertThat(ended).isTrue();
        assertThat(forward.exitValue()).isEqualTo(130);
    }

    private static int port(List<String> opened, String kind, String target) {
        String line = opened.stream()
                .filter(one -> one.contains(kind) && one.contains(target))
                .findFirst()
                .orElseThrow();
        Matcher port = PORT.matcher(line);
        assertThat(port.find()).as(line).isTrue();
        return Integer.parseInt(port.group(1));
    }

    private List<String> awaitLines(Path file, int count) throws Exception {
        while (Files.readAllLines(file).size() < count) {
            awaitABit();
        }
        return Files.readAllLines(file);
    }

    private void awaitLine(Path file, String text) throws Exception {
        while (!Files.readString(file).contains(text)) {
            awaitABit();
        }
    }

    private void awaitABit() throws Exception {
        if (forward.waitFor(50, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("it ended: " + Files.readString(folder.resolve("err")));
        }
    }

    private static String curl(String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("curl", "-sS", "--noproxy", "", "--max-time", "60"));
        words.addAll(List.of(arguments));
        Process curl = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(curl.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        curl.waitFor();
        return said;
    }
}
