package io.arcconnect.benchmarks.many;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.ArmLimits;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.ArcEmulatorBuilder;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.RunningSsh;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/**
 * An emulated Azure with many machines, all of which lead to one SSH server, in a process of its own. A session takes three
 * descriptors there and one here, so several sites carry what a limit of descriptors keeps one from.
 */
record Site(
        Process process,
        URI endpoint,
        X509Certificate authority,
        String token,
        String hostKey,
        int sshPort,
        MachineId first)
        implements AutoCloseable {

    static final String USER = "azureuser";

    private static final String NAME = "many-";
    private static final String HEAP = "-Xmx3g";

    /** Runs in the other process: the argument is how many machines; the user's public key comes in the first line. */
    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        byte[] key = Base64.getDecoder().decode(in.readLine());
        EmbeddedSsh ssh = EmbeddedSsh.create()
                .authorizedKey(USER, KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key)));
        ArcEmulatorBuilder builder = ArcEmulator.builder();
        try (RunningSsh server = ssh.start()) {
            for (String name : names(Integer.parseInt(arguments[0]))) {
                builder.machine(
                        EmulatedMachine.linux(name).target(22, server.address()).enabled());
            }
            try (ArcEmulator emulator = builder.start()) {
                System.out.println(emulator.endpoint());
                System.out.println(
                        Base64.getEncoder().encodeToString(emulator.authority().getEncoded()));
                System.out.println(emulator.credential()
                        .getTokenSync(new TokenRequestContext().addScopes(emulator.endpoint() + "/.default"))
                        .getToken());
                System.out.println(server.hostKeyFingerprint());
                System.out.println(server.address().getPort());
                System.out.println(emulator.machine(NAME + 0).id());
                System.out.flush();
                while (in.read() >= 0) {
                    // nothing is said; the end of the input is the end of the run
                }
            }
        }
    }

    private static List<String> names(int machines) {
        return IntStream.range(0, machines).mapToObj(number -> NAME + number).toList();
    }

    static Site start(int machines, KeyPair user) throws IOException, GeneralSecurityException {
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        HEAP,
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Site.class.getName(),
                        String.valueOf(machines)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true)
                .println(Base64.getEncoder().encodeToString(user.getPublic().getEncoded()));
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        URI endpoint = URI.create(lines.readLine());
        byte[] der = Base64.getDecoder().decode(lines.readLine());
        X509Certificate authority = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        return new Site(
                process,
                endpoint,
                authority,
                lines.readLine(),
                lines.readLine(),
                Integer.parseInt(lines.readLine()),
                MachineId.parse(lines.readLine()));
    }

    /** {@return a client that is not held to the rates of Azure, which would be all that is measured} */
    ArcConnect arcConnect() {
        AccessToken known =
                new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
        return ArcConnect.builder()
                .credential(request -> Mono.just(known))
                .endpoint(endpoint)
                .trust(authority)
                .armLimits(ArmLimits.DEFAULT.withWrites(100_000, 100_000).withReads(100_000, 100_000))
                .build();
    }

    List<ArcMachine> machines(ArcConnect arc, int count) {
        return names(count).stream()
                .map(name -> arc.machine(MachineId.of(first.subscriptionId(), first.resourceGroup(), name)))
                .toList();
    }

    Ssh ssh(KeyPair user) {
        return Ssh.as(USER).identity(SshIdentity.keyPair(user)).hostKeys(HostKeys.pinned(hostKey));
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** {@return where it is; the rest is of no interest or secret} */
    @Override
    public String toString() {
        return "Site[" + endpoint + "]";
    }
}
