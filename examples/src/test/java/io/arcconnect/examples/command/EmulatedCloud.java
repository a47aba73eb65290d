package io.arcconnect.examples.command;

import com.azure.core.credential.TokenRequestContext;
import io.arcconnect.testkit.ArcEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/**
 * An emulator as a process finds it: a cloud file and a token file, named by its environment.
 *
 * @param environment to add to the process's own
 */
record EmulatedCloud(Map<String, String> environment) {

    private static final Duration SOON = Duration.ofSeconds(10);

    /**
     * Writes the files.
     *
     * @param emulator a running one
     * @param folder an empty folder
     */
    static EmulatedCloud of(ArcEmulator emulator, Path folder) {
        try {
            Files.writeString(folder.resolve("ca.pem"), pem(emulator.authority()));
            Path cloud = Files.writeString(
                    folder.resolve("cloud.json"),
                    "{\"resourceManager\": \"" + emulator.endpoint() + "\", \"trust\": \"ca.pem\"}\n");
            Path token = Files.createFile(
                    folder.resolve("token"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    token,
                    Objects.requireNonNull(emulator.credential()
                                    .getToken(new TokenRequestContext()
                                            .addScopes("https://management.azure.com/.default"))
                                    .block(SOON))
                            .getToken());
            return new EmulatedCloud(
                    Map.of("ARCCONNECT_CLOUD", cloud.toString(), "ARCCONNECT_TOKEN_FILE", token.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String pem(X509Certificate authority) {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(authority.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
