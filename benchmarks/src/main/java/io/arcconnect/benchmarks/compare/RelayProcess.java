package io.arcconnect.benchmarks.compare;

import com.azure.core.credential.TokenRequestContext;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** The emulator in a process of its own, so that its CPU time is not taken for the client's. */
record RelayProcess(Process process, Site site) implements Closeable {

    private static final String MACHINE = "bench";

    /** As much as the service holds, protocol.md 3.5. */
    private static final int BUFFER = 16 << 20;

    /** Runs in the other process: the arguments are sshd's port and the one-way delay; ends when its standard input does. */
    public static void main(String[] arguments) throws Exception {
        InetSocketAddress sshd =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        try (ArcEmulator emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux(MACHINE).target(22, sshd).enabled())
                .relayDelay(Duration.ofMillis(Integer.parseInt(arguments[1])))
                .relayBuffer(BUFFER)
                .start()) {
            System.out.println(emulator.endpoint());
            System.out.println(
                    Base64.getEncoder().encodeToString(emulator.authority().getEncoded()));
            System.out.println(emulator.machine(MACHINE).id().resourceId());
            System.out.println(emulator.credential()
                    .getTokenSync(new TokenRequestContext().addScopes(emulator.endpoint() + "/.default"))
                    .getToken());
            System.out.flush();
            while (System.in.read() >= 0) {
                // nothing is said; the end of the input is the end of the run
            }
        }
    }

    /** Starts one; the delay is added there and back. */
    static RelayProcess start(SshdProcess sshd, int delayMillis) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx512m",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RelayProcess.class.getName(),
                        String.valueOf(sshd.port()),
                        String.valueOf(delayMillis)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        return new RelayProcess(
                process,
                new Site(
                        URI.create(lines.readLine()),
                        lines.readLine(),
                        lines.readLine(),
                        lines.readLine(),
                        sshd.directory(),
                        sshd.port()));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
