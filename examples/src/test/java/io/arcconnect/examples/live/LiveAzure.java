package io.arcconnect.examples.live;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.util.ClientOptions;
import com.azure.identity.DefaultAzureCredentialBuilder;
import io.arcconnect.ArcConnect;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.options.Azure;
import io.arcconnect.cli.options.AzureOptions;
import io.arcconnect.cli.options.Cloud;
import io.arcconnect.cli.options.CloudFile;
import io.arcconnect.internal.arm.ArmApis;
import io.arcconnect.internal.arm.ArmPipelines;
import io.arcconnect.internal.net.Network;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The machine that the live tests are told of, by variables of the environment:
 *
 * <ul>
 *   <li>{@code ARCCONNECT_LIVE_MACHINE}: its resource id; without it the tests are skipped
 *   <li>{@code ARCCONNECT_LIVE_USER}, and {@code ARCCONNECT_LIVE_KEY}, a private key's file, or {@code
 *       ARCCONNECT_LIVE_PASSWORD}: who logs in; without them the session's tests are skipped
 *   <li>{@code ARCCONNECT_LIVE_KNOWN_HOSTS}: the machine's key; without it the first one is trusted, for the tests alone
 *   <li>{@code ARCCONNECT_LIVE_EXTENSION}, as {@code name,publisher,type}: may be installed and taken away; without it nothing
 *       is written
 *   <li>{@code ARCCONNECT_CLOUD} and {@code ARCCONNECT_TOKEN_FILE}, as the command reads them; else azure-identity signs in
 * </ul>
 */
final class LiveAzure implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Cloud cloud = Cloud.named(variable("ARCCONNECT_CLOUD").orElse("public"));
    private final Network network;
    private final ArmApis arm;
    private final ArcConnect arc;

    LiveAzure() {
        machine();
        URI endpoint = cloud.file()
                .map(CloudFile::resourceManager)
                .orElseGet(() -> URI.create(AzureEnvironment.AZURE.getResourceManagerEndpoint()));
        network = new Network(trusted());
        HttpPipeline pipeline = ArmPipelines.build(
                credential(),
                endpoint,
                new NettyAsyncHttpClientBuilder(network.pooled()).build(),
                null,
                new HttpLogOptions(),
                new ClientOptions());
        arm = ArmApis.over(pipeline, endpoint, Set.of(), Duration.ofSeconds(5));
        arc = Azure.in(Surroundings.ofThisProcess()).builder(new AzureOptions()).build();
    }

    static MachineId machine() {
        Optional<String> id = variable("ARCCONNECT_LIVE_MACHINE");
        assumeTrue(id.isPresent(), "skipped: ARCCONNECT_LIVE_MACHINE names no machine");
        return MachineId.parse(id.orElseThrow());
    }

    ArmApis arm() {
        return arm;
    }

    ArcConnect arc() {
        return arc;
    }

    static Optional<ExtensionSpec> installable() {
        return variable("ARCCONNECT_LIVE_EXTENSION")
                .map(text -> text.split(",", 3))
                .map(words -> ExtensionSpec.of(words[0], words[1], words[2]));
    }

    static Ssh ssh(Path knownHosts) {
        Optional<String> user = variable("ARCCONNECT_LIVE_USER");
        assumeTrue(user.isPresent(), "skipped: ARCCONNECT_LIVE_USER names nobody to log in as");
        Optional<SshIdentity> identity = variable("ARCCONNECT_LIVE_KEY")
                .<SshIdentity>map(file -> SshIdentity.privateKey(Path.of(file)))
                .or(() -> variable("ARCCONNECT_LIVE_PASSWORD").map(Secret::of).map(SshIdentity::password));
        assumeTrue(identity.isPresent(), "skipped: neither ARCCONNECT_LIVE_KEY nor ARCCONNECT_LIVE_PASSWORD is set");
        HostKeys keys = variable("ARCCONNECT_LIVE_KNOWN_HOSTS")
                .map(file -> HostKeys.knownHosts(Path.of(file)))
                .orElseGet(() -> HostKeys.acceptNew(knownHosts));
        return Ssh.as(user.orElseThrow()).identity(identity.orElseThrow()).hostKeys(keys);
    }

    @Override
    public void close() {
        arc.close().block(LIMIT);
        network.end().block(LIMIT);
    }

    private List<X509Certificate> trusted() {
        return cloud.file()
                .flatMap(CloudFile::trust)
                .map(LiveAzure::certificates)
                .orElse(List.of());
    }

    private static List<X509Certificate> certificates(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (CertificateException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    private static TokenCredential credential() {
        return variable("ARCCONNECT_TOKEN_FILE")
                .<TokenCredential>map(file -> request -> Mono.fromCallable(() -> new AccessToken(
                                Files.readString(Path.of(file)).strip(),
                                OffsetDateTime.now().plusMinutes(5)))
                        .subscribeOn(Schedulers.boundedElastic()))
                .orElseGet(() -> new DefaultAzureCredentialBuilder().build());
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
