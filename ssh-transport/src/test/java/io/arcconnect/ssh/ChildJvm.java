package io.arcconnect.ssh;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.MachineId;
import io.arcconnect.testkit.ArcEmulator;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/** A client of this JVM's emulator in a JVM of its own, which is told through its input where the emulator is. */
record ChildJvm(ArcConnect arc, ArcMachine machine) {

    /** In the parent: runs a class until it ends, and returns its status; -1 when it takes too long. */
    static int run(ArcEmulator emulator, Path log, List<String> options, Class<?> main, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-XX:+ExitOnOutOfMemoryError");
        line.addAll(options);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        line.addAll(arguments);
        Process child = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (PrintWriter in = new PrintWriter(child.outputWriter(StandardCharsets.UTF_8))) {
            in.println(emulator.endpoint());
            in.println(Base64.getEncoder().encodeToString(emulator.authority().getEncoded()));
            in.println(emulator.machines().get(0).id());
            in.println(emulator.credential()
                    .getTokenSync(new TokenRequestContext().addScopes(emulator.endpoint() + "/.default"))
                    .getToken());
        } catch (CertificateEncodingException impossible) {
            throw new IOException(impossible);
        }
        boolean ended = child.waitFor(10, TimeUnit.MINUTES);
        child.destroyForcibly();
        return ended ? child.exitValue() : -1;
    }

    /** In the child. */
    static ChildJvm connected() throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        URI endpoint = URI.create(lines.readLine());
        byte[] der = Base64.getDecoder().decode(lines.readLine());
        X509Certificate authority = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        MachineId id = MachineId.parse(lines.readLine());
        AccessToken token = new AccessToken(
                lines.readLine(), OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
        ArcConnect arc = ArcConnect.builder()
                .credential(request -> Mono.just(token))
                .endpoint(endpoint)
                .trust(authority)
                .build();
        return new ChildJvm(arc, arc.machine(id));
    }
}
