package io.arcconnect.cli.openssh;

import io.arcconnect.ssh.SshCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * A key and its certificate where OpenSSH looks for them: the certificate of {@code id} is {@code id-cert.pub}. Only their
 * owner may read them.
 *
 * @param key file of the private key
 */
public record CertificateFiles(Path key) {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final int LINE = 64;

    /**
     * Names those that are used when nobody says others.
     *
     * @param home folder of the person's own files
     * @return below {@code .arcconnect}
     */
    public static CertificateFiles usual(Path home) {
        return new CertificateFiles(home.resolve(".arcconnect").resolve("id_entra"));
    }

    /** {@return file of the certificate} */
    public Path certificate() {
        return key.resolveSibling(key.getFileName() + "-cert.pub");
    }

    /**
     * Writes both. A login in this very moment may find the old one of them and the new other; it is refused then.
     *
     * @param issued an RSA key and its certificate
     * @throws IOException when a file cannot be written
     */
    public void write(SshCertificate issued) throws IOException {
        new OwnFile(key).write(pem(issued.pair().getPrivate()));
        new OwnFile(certificate()).write((issued.line() + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @return both; empty when one is missing, belongs to another or is no such file
     * @throws IOException when a file cannot be read
     */
    public Optional<SshCertificate> read() throws IOException {
        if (!Files.exists(key) || !Files.exists(certificate())) {
            return Optional.empty();
        }
        try {
            KeyPair pair = pair(Files.readString(key, StandardCharsets.US_ASCII));
            return Optional.of(SshCertificate.of(pair, Files.readString(certificate(), StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException other) {
            return Optional.empty();
        }
    }

    private static byte[] pem(PrivateKey key) {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return (BEGIN + "\n" + body + "\n" + END + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static KeyPair pair(String pem) throws GeneralSecurityException {
        String body = pem.replace(BEGIN, "").replace(END, "").replaceAll("\\s", "");
        KeyFactory rsa = KeyFactory.getInstance("RSA");
        RSAPrivateCrtKey key = (RSAPrivateCrtKey)
                rsa.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
        return new KeyPair(rsa.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())), key);
    }
}
