package io.arcconnect.internal.arm;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.http.policy.FixedDelay;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.util.ClientOptions;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.arcconnect.model.MachineId;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.tcp.SslProvider;

/** A scripted Azure Resource Manager on loopback, one for all tests of the package; each test resets it. */
final class ArmServer {

    static final MachineId MACHINE = MachineId.parse("/subscriptions/11111111-2222-3333-4444-555555555555"
            + "/resourceGroups/rg-edge/providers/Microsoft.HybridCompute/machines/web-01");
    static final String TOKEN = "arm-token-never-printed";
    static final ArmServer SHARED = start();

    final WireMockServer wire;
    final HttpClient client;

    private ArmServer(WireMockServer wire, HttpClient client) {
        this.wire = wire;
        this.client = client;
    }

    /** {@return the APIs as a user has them, with short pauses} */
    ArmApis apis() {
        return apis(request -> Mono.just(token()), Set.of());
    }

    ArmApis apis(TokenCredential credential, Set<String> pollHosts) {
        return ArmApis.over(
                ArmPipelines.build(credential, endpoint(), client, quick(), new HttpLogOptions(), new ClientOptions()),
                endpoint(),
                pollHosts,
                Duration.ofMillis(2));
    }

    URI endpoint() {
        return URI.create("https://localhost:" + wire.httpsPort());
    }

    static RetryPolicy quick() {
        return new RetryPolicy(new FixedDelay(2, Duration.ofMillis(1)));
    }

    static AccessToken token() {
        return new AccessToken(TOKEN, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
    }

    private static ArmServer start() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair keys = generator.generateKeyPair();
            X509Certificate certificate = certificate(keys);
            Path store = Files.createTempFile("arm-server", ".p12");
            store.toFile().deleteOnExit();
            KeyStore keyStore = KeyStore.getInstance("PKCS12");
            keyStore.load(null, null);
            keyStore.setKeyEntry("arm", keys.getPrivate(), "changeit".toCharArray(), new Certificate[] {certificate});
            try (OutputStream out = Files.newOutputStream(store)) {
                keyStore.store(out, "changeit".toCharArray());
            }
            WireMockServer wire = new WireMockServer(options()
                    .bindAddress("127.0.0.1")
                    .httpDisabled(true)
                    .dynamicHttpsPort()
                    .keystorePath(store.toString())
                    .keystoreType("PKCS12")
                    .keystorePassword("changeit")
                    .keyManagerPassword("changeit"));
            wire.start();
            return new ArmServer(wire, client(certificate));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpClient client(X509Certificate trusted) {
        return new NettyAsyncHttpClientBuilder(reactor.netty.http.client.HttpClient.create()
                        .secure(spec -> spec.sslContext((SslProvider.GenericSslContextSpec<SslContextBuilder>)
                                Http11SslContextSpec.forClient().configure(context -> context.trustManager(trusted)))))
                .build();
    }

    private static X509Certificate certificate(KeyPair keys) throws Exception {
        Instant now = Instant.now();
        X500Name name = new X500Name("CN=localhost");
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(now.toEpochMilli()),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofHours(1))),
                name,
                keys.getPublic());
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
        }));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }
}
