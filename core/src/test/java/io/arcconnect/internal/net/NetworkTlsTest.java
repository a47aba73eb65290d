package io.arcconnect.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** How connections begin. */
class NetworkTlsTest {

    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final String GROUPS_OF_THE_JVM = "jdk.tls.namedGroups";
    private static final int P_384 = 24;
    private static final int SUPPORTED_GROUPS = 10;
    private static final int SESSION_TICKET = 35;
    private static final int KEY_SHARE = 51;

    @Test
    void unpooled_whenAHostIsReachedAgain_thenTheServerResumesTheSession() throws Exception {
        try (TlsServer server = TlsServer.start()) {
            Network network = new Network(List.of(server.certificate));

            String first = get(network.unpooled(), server);
            int sessions = server.sessions();
            String second = get(network.unpooled(), server);
            String third = get(network.pooled(), server);

            assertThat(List.of(first, second, third)).containsOnly("ok");
            assertThat(sessions).isPositive();
            assertThat(server.sessions()).isEqualTo(sessions);
            network.end().block(BOUND);
        }
    }

    @Test
    void unpooled_whenOnAnotherNetwork_thenNothingIsResumed() throws Exception {
        try (TlsServer server = TlsServer.start()) {
            Network one = new Network(List.of(server.certificate));
            Network other = new Network(List.of(server.certificate));

            String first = get(one.unpooled(), server);
            int sessions = server.sessions();
            String second = get(other.unpooled(), server);

            assertThat(List.of(first, second)).containsOnly("ok");
            assertThat(server.sessions()).isGreaterThan(sessions);
            Mono.when(one.end(), other.end()).block(BOUND);
        }
    }

    /** Without the extension a server of TLS 1.2 that keeps no sessions cannot resume one (RFC 5077). */
    @Test
    void unpooled_whenTlsIsOfOpenSsl_thenP384IsOfferedFirstAndTicketsAreTaken() throws IOException {
        assumeTrue(OpenSsl.isAvailable(), "only OpenSSL can be told before JDK 20");
        Network network = new Network(List.of());

        ByteBuffer hello = hello(network.unpooled());

        assertThat(first(extension(hello, SUPPORTED_GROUPS))).isEqualTo(P_384);
        assertThat(first(extension(hello, KEY_SHARE))).isEqualTo(P_384);
        assertThat(extension(hello, SESSION_TICKET).remaining()).isZero();
        network.end().block(BOUND);
    }

    @Test
    void unpooled_whenTlsIsOfOpenSsl_thenNoGroupOfNettysOwnIsMissing() throws Exception {
        assumeTrue(OpenSsl.isAvailable(), "only OpenSSL can be told before JDK 20");
        Network network = new Network(List.of());
        SslContext nettys =
                SslContextBuilder.forClient().sslProvider(SslProvider.OPENSSL).build();

        ByteBuffer ours = hello(network.unpooled());
        ByteBuffer theirs = hello(HttpClient.newConnection().secure(tls -> tls.sslContext(nettys)));

        assertThat(groups(ours)).containsExactlyInAnyOrderElementsOf(groups(theirs));
        network.end().block(BOUND);
    }

    /** Who restricts the groups of a JVM, for rules or auditors, means those of OpenSSL too, as Netty does. */
    @Test
    void unpooled_whenTheJvmIsToldItsGroups_thenTheyAreNotOurs() throws IOException {
        assumeTrue(OpenSsl.isAvailable(), "only OpenSSL can be told before JDK 20");
        String before = System.getProperty(GROUPS_OF_THE_JVM);
        System.setProperty(GROUPS_OF_THE_JVM, "x25519,secp256r1");
        Network network;
        try {
            network = new Network(List.of());
        } finally {
            restore(before);
        }

        ByteBuffer hello = hello(network.unpooled());

        // Netty has read the property when its class was loaded, so that its default is what is offered here.
        assertThat(first(extension(hello, SUPPORTED_GROUPS))).isNotEqualTo(P_384);
        network.end().block(BOUND);
    }

    private static void restore(@Nullable String before) {
        if (before == null) {
            System.clearProperty(GROUPS_OF_THE_JVM);
        } else {
            System.setProperty(GROUPS_OF_THE_JVM, before);
        }
    }

    private static List<Integer> groups(ByteBuffer hello) {
        ByteBuffer list = extension(hello, SUPPORTED_GROUPS);
        list.getShort();
        List<Integer> groups = new ArrayList<>();
        while (list.hasRemaining()) {
            int group = list.getShort() & 0xffff;
            // Those that mean nothing are made up anew for each connection (RFC 8701).
            if ((group & 0x0f0f) != 0x0a0a) {
                groups.add(group);
            }
        }
        return groups;
    }

    private static String get(HttpClient client, TlsServer server) {
        return get(client, server.uri().toString()).blockOptional(BOUND).orElseThrow();
    }

    private static Mono<String> get(HttpClient client, String uri) {
        return client.get().uri(uri).responseContent().aggregate().asString();
    }

    /** Reads what a client says first (RFC 8446, section 5.1), and hangs up. A second try finds nobody. */
    private static ByteBuffer hello(HttpClient client) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        server.setSoTimeout((int) BOUND.toMillis());
        CompletableFuture<String> outcome = get(client, "https://localhost:" + server.getLocalPort() + "/")
                .onErrorReturn("refused")
                .toFuture();
        try (Socket accepted = acceptOne(server)) {
            DataInputStream in = new DataInputStream(accepted.getInputStream());
            in.readFully(new byte[3]);
            byte[] record = new byte[in.readUnsignedShort()];
            in.readFully(record);
            return ByteBuffer.wrap(record);
        } finally {
            outcome.orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS).join();
        }
    }

    private static Socket acceptOne(ServerSocket server) throws IOException {
        try (server) {
            return server.accept();
        }
    }

    /** Finds an extension of a ClientHello (RFC 8446, section 4.1.2). */
    private static ByteBuffer extension(ByteBuffer hello, int wanted) {
        ByteBuffer rest = hello.duplicate().position(4 + 2 + 32);
        rest.position(rest.position() + 1 + rest.get(rest.position()));
        rest.position(rest.position() + 2 + rest.getShort(rest.position()));
        rest.position(rest.position() + 1 + rest.get(rest.position()));
        rest.getShort();
        while (rest.hasRemaining()) {
            int type = rest.getShort();
            int length = rest.getShort();
            if (type == wanted) {
                return rest.slice(rest.position(), length);
            }
            rest.position(rest.position() + length);
        }
        throw new AssertionError("no extension " + wanted);
    }

    /** Both extensions are a list with its length, whose entries begin with the group. */
    private static int first(ByteBuffer groups) {
        return groups.getShort(2);
    }
}
