package io.arcconnect.benchmarks;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.arcconnect.ArcConnect;
import io.arcconnect.model.MachineId;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import reactor.core.publisher.Mono;

/** The emulator in a process of its own, so that its CPU time is not taken for the client's. */
record RelayProcess(Process process, URI endpoint, X509Certificate authority, MachineId machine, String token)
        implements AutoCloseable {

    /** Runs in the other process: the argument is sshd's port; ends when its standard input does. */
    public static void main(String[] arguments) throws Exception {
        InetSocketAddress sshd =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        try (ArcEmulator emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("bench").target(22, sshd).enabled())
                .start()) {
            System.out.println(emulator.endpoint());
            System.out.println(
                    Base64.getEncoder().encodeToString(emulator.authority().getEncoded()));
            System.out.println(emulator.machine("bench").id());
            System.out.println(emulator.credential()
                    .getTokenSync(new TokenRequestContext().addScopes(emulator.endpoint() + "/.default"))
                    .getToken());
            System.out.flush();
            while (System.in.read() >= 0) {
                // nothing is said; the end of the input is the end of the run
            }
        }
    }

    static RelayProcess start(int sshdPort) throws IOException, GeneralSecurityException {
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx512m",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RelayProcess.class.getName(),
                        String.valueOf(sshdPort)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        URI endpoint = URI.create(lines.readLine());
        byte[] der = Base64.getDecoder().decode(lines.readLine());
        X509Certificate authority = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        return new RelayProcess(process, endpoint, authority, MachineId.parse(lines.readLine()), lines.readLine());
    }

    ArcConnect arcConnect() {
        TokenCredential known = request -> Mono.just(
                new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
        return ArcConnect.builder()
                .credential(known)
                .endpoint(endpoint)
                .trust(authority)
                .build();
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** {@return the machine only; the rest is of no interest or secret} */
    @Override
    public String toString() {
        return "RelayProcess[" + machine + "]";
    }
}
