package io.arcconnect.internal.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads certificate authorities from where people keep them. */
public final class Authorities {

    private Authorities() {}

    /**
     * Reads a file.
     *
     * @param file PEM or DER
     * @return one or more certificates
     * @throws IllegalArgumentException when there is none
     */
    public static List<X509Certificate> in(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return atLeastOne(
                    CertificateFactory.getInstance("X.509").generateCertificates(bytes).stream()
                            .map(X509Certificate.class::cast)
                            .toList(),
                    file.toString());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot read certificates from " + file, e);
        }
    }

    /**
     * Reads a key store.
     *
     * @param store loaded
     * @return one or more certificates
     * @throws IllegalArgumentException when there is none
     */
    public static List<X509Certificate> in(KeyStore store) {
        List<X509Certificate> found = new ArrayList<>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                    found.add(certificate);
                }
            }
        } catch (KeyStoreException e) {
            throw new IllegalArgumentException("the key store is not loaded", e);
        }
        return atLeastOne(found, "the key store");
    }

    private static List<X509Certificate> atLeastOne(List<X509Certificate> found, String where) {
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no certificate in " + where);
        }
        return List.copyOf(found);
    }
}
