package io.arcconnect.testkit.internal.net;

import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that lives in memory, and the one server certificate that it issued. */
public final class Authority {

    private static final X500Name NAME = new X500Name("CN=ArcConnect emulator CA");

    private final X509Certificate certificate;
    private final KeyPair host;
    private final X509Certificate leaf;
    private final SslContext server;

    private Authority(X509Certificate certificate, KeyPair host, X509Certificate leaf) throws SSLException {
        this.certificate = certificate;
        this.host = host;
        this.leaf = leaf;
        this.server = SslContextBuilder.forServer(host.getPrivate(), leaf, certificate)
                .build();
        if (server.sessionContext() instanceof OpenSslSessionContext sessions) {
            // Netty turns tickets off; with keys of OpenSSL's own a client may resume, as at other servers.
            sessions.setTicketKeys();
        }
    }

    /** Made when somebody first asks: it is most of what an emulator's start takes. */
    private static final class OfTheJvm {
        static final Authority INSTANCE = create();
    }

    /** {@return the authority that all emulators of this JVM share, which nobody closes} */
    public static Authority shared() {
        return OfTheJvm.INSTANCE;
    }

    /** {@return a new authority; nothing of it is written anywhere} */
    public static Authority create() {
        try {
            KeyPair authority = keys();
            KeyPair host = keys();
            X509Certificate root = sign(
                    builder(NAME, authority)
                            .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                            .addExtension(
                                    Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                            .addExtension(
                                    Extension.subjectKeyIdentifier,
                                    false,
                                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(authority.getPublic())),
                    authority);
            X509Certificate leaf = sign(
                    builder(new X500Name("CN=localhost"), host)
                            .addExtension(
                                    Extension.extendedKeyUsage,
                                    false,
                                    new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                            .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                                new GeneralName(GeneralName.dNSName, "localhost"),
                                new GeneralName(GeneralName.dNSName, "*.servicebus.localhost"),
                                // For a proxy that is told where this is; no other computer answers to it (RFC 6761).
                                new GeneralName(GeneralName.dNSName, "arc-emulator.test"),
                                new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                            }))
                            .addExtension(
                                    Extension.authorityKeyIdentifier,
                                    false,
                                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority.getPublic())),
                    authority);
            return new Authority(root, host, leaf);
        } catch (GeneralSecurityException | IOException | OperatorCreationException failed) {
            throw new IllegalStateException("cannot make certificates", failed);
        }
    }

    /** {@return the authority's own certificate, for clients to trust} */
    public X509Certificate certificate() {
        return certificate;
    }

    /** {@return the server certificate for servers of the JDK} */
    public SSLContext context() {
        char[] password = new char[0];
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, password);
            keys.setKeyEntry("host", host.getPrivate(), password, new X509Certificate[] {leaf, certificate});
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("cannot use certificates", failed);
        }
    }

    SslContext server() {
        return server;
    }

    /** Frees what OpenSSL holds. Not for the shared one. */
    public void close() {
        ReferenceCountUtil.release(server);
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509v3CertificateBuilder builder(X500Name subject, KeyPair keys) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                NAME,
                new BigInteger(120, new SecureRandom()).add(BigInteger.ONE),
                Date.from(now.minus(1, ChronoUnit.DAYS)),
                Date.from(now.plus(30, ChronoUnit.DAYS)),
                subject,
                keys.getPublic());
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair issuer)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate())));
    }
}
