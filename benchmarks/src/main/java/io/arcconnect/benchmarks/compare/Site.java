package io.arcconnect.benchmarks.compare;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import io.arcconnect.ArcConnect;
import io.arcconnect.model.MachineId;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * What a client in another process must know. Passed through its standard input, because one of the lines is a token.
 *
 * @param endpoint of the emulated Azure
 * @param authority that its certificates are signed by, as Base64
 * @param machine resource id
 * @param token that is accepted there
 * @param directory keys and files
 * @param port of the same server, without any relay
 */
record Site(URI endpoint, String authority, String machine, String token, Path directory, int port) {

    static Site read(BufferedReader lines) throws IOException {
        return new Site(
                URI.create(lines.readLine()),
                lines.readLine(),
                lines.readLine(),
                lines.readLine(),
                Path.of(lines.readLine()),
                Integer.parseInt(lines.readLine()));
    }

    List<String> lines() {
        return List.of(endpoint.toString(), authority, machine, token, directory.toString(), String.valueOf(port));
    }

    Path userKey() {
        return directory.resolve("user");
    }

    String user() {
        return System.getProperty("user.name");
    }

    MachineId machineId() {
        return MachineId.parse(machine);
    }

    X509Certificate certificate() {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getDecoder().decode(authority)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    ArcConnect arcConnect() {
        TokenCredential known = request -> Mono.just(
                new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
        return ArcConnect.builder()
                .credential(known)
                .endpoint(endpoint)
                .trust(certificate())
                .build();
    }

    /** {@return the machine only; the rest is of no interest or secret} */
    @Override
    public String toString() {
        return "Site[" + machine + "]";
    }
}
