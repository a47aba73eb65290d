package io.arcconnect.ssh.internal.connection;

import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.ssh.internal.hostkeys.HostKeyCheck;
import io.arcconnect.ssh.internal.keys.MinaSecurity;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntry;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.future.ConnectFuture;
import org.apache.sshd.client.session.ClientConnectionServiceFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.client.session.SessionFactory;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** MINA's client, one for all sessions of an {@code ArcConnect}, whoever opens them. Values measured in libraries.md 1. */
public final class MinaClient extends SshClient {

    /** Per channel. Holds the bandwidth-delay product of a long path; a stalled channel may keep 1.5 times that in heap. */
    static final long WINDOW = 8L * 1024 * 1024;

    private static final long PACKET = 64L * 1024;

    /** What OpenSSH's server tells after a login, before it answers what it has been asked since (PROTOCOL, section 2.5). */
    private static final String FIRST_WORD = "hostkeys-00@openssh.com";

    /** What {@code Route.shared} keeps. */
    public static final class Shared implements AsyncCloseable {

        private final MinaClient client;
        private final Sinks.Empty<Void> closed = Sinks.empty();

        /**
         * Starts it. Blocks.
         *
         * @param opened channels that machines may open
         */
        public Shared(List<ChannelFactory> opened) {
            client = MinaClient.started(opened);
        }

        public MinaClient client() {
            return client;
        }

        /** Stops it when its sessions have ended what they have begun to end; that is bounded. */
        @Override
        public Mono<Void> close() {
            return Mono.defer(() -> Mono.when(Set.copyOf(client.endings)))
                    .then(Mono.<Void>fromRunnable(client::stop))
                    .subscribeOn(Schedulers.boundedElastic())
                    .onErrorComplete()
                    .doFinally(end -> closed.tryEmitEmpty());
        }

        @Override
        public Mono<Void> onClose() {
            return closed.asMono();
        }
    }

    private final Set<Mono<Void>> endings = ConcurrentHashMap.newKeySet();

    /**
     * Waits, before it stops, for what a session has to end yet.
     *
     * @param session as long as it is open
     * @param ended completes whenever there is nothing to end, and within a bound
     */
    public static void heed(ClientSession session, Mono<Void> ended) {
        if (session.getFactoryManager() instanceof MinaClient client) {
            client.endings.add(ended);
            session.addCloseFutureListener(closed -> client.endings.remove(ended));
        }
    }

    private static MinaClient started(List<ChannelFactory> opened) {
        MinaSecurity.prepare();
        MinaClient client = (MinaClient) ClientBuilder.builder()
                .factory(MinaClient::new)
                .cipherFactories(ciphers())
                .keyExchangeFactories(keyExchanges())
                .serverKeyVerifier((session, address, key) -> session.getConnectionContext()
                        .getAttribute(LoginAttempt.KEY)
                        .accepts(key))
                .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
                .filePasswordProvider(FilePasswordProvider.EMPTY)
                .forwardingFilter(RejectAllForwardingFilter.INSTANCE) // MINA's own forwarder, which nothing here uses
                .build();
        client.setChannelFactories(opened);
        client.setIoServiceFactoryFactory(new MinaIo());
        client.setSessionFactory(new SessionFactory(client) {
            @Override
            protected ClientSessionImpl doCreateSession(IoSession connection) throws Exception {
                return new MinaClientSession(getClient(), connection);
            }
        });
        client.setServiceFactories(List.of(MinaUserAuth.FACTORY, ClientConnectionServiceFactory.INSTANCE));
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setGlobalRequestHandlers(List.of(MinaClient::decline));
        client.addSessionListener(new Negotiation());
        CoreModuleProperties.CLIENT_IDENTIFICATION.set(client, "ArcConnect");
        CoreModuleProperties.WINDOW_SIZE.set(client, WINDOW);
        CoreModuleProperties.MAX_PACKET_SIZE.set(client, PACKET);
        CoreModuleProperties.AUTH_TIMEOUT.set(client, Duration.ZERO); // our own timer bounds the login
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.REQUEST_EXEC_REPLY.set(client, true);
        client.start();
        return client;
    }

    /** Answers no to every global request. MINA's own handlers would parse lists of keys on the I/O thread. */
    private static RequestHandler.Result decline(
            ConnectionService service, String request, boolean wantReply, Buffer buffer) throws IOException {
        if (request.equals(FIRST_WORD) && service.getSession() instanceof MinaClientSession session) {
            session.hurry();
        }
        return wantReply ? RequestHandler.Result.ReplyFailure : RequestHandler.Result.Replied;
    }

    /** AES-GCM first: MINA's own order starts with a ChaCha20 in pure Java, 5 times the CPU (libraries.md 1). */
    private static List<NamedFactory<Cipher>> ciphers() {
        return Stream.of(
                        BuiltinCiphers.aes128gcm,
                        BuiltinCiphers.aes256gcm,
                        BuiltinCiphers.aes128ctr,
                        BuiltinCiphers.aes256ctr,
                        BuiltinCiphers.cc20p1305_openssh)
                .filter(BuiltinCiphers::isSupported)
                .map(MinaCiphers::ours)
                .toList();
    }

    /** Fast ones first: sntrup761 costs about 70 ms of CPU in Java (libraries.md 1). */
    private static List<KeyExchangeFactory> keyExchanges() {
        List<BuiltinDHFactories> order = new ArrayList<>(ClientBuilder.DEFAULT_KEX_PREFERENCE);
        List<String> late = List.of("sntrup761x25519-sha512", "sntrup761x25519-sha512@openssh.com");
        order.sort(Comparator.comparing(factory -> late.contains(factory.getName())));
        return NamedFactory.setUpTransformedFactories(true, order, MinaKeyExchange::factory);
    }

    /** Connects over the attempt's stream; the alias is the host identity. */
    public ConnectFuture connect(String user, SshdSocketAddress alias, LoginAttempt attempt) throws IOException {
        HostConfigEntry entry = new HostConfigEntry("", alias.getHostName(), alias.getPort(), user);
        entry.setIdentitiesOnly(true);
        AttributeRepository context = AttributeRepository.ofKeyValuePair(LoginAttempt.KEY, attempt);
        return doConnect(user, alias, context, null, KeyIdentityProvider.EMPTY_KEYS_PROVIDER, entry);
    }

    /** Asks for what is known of the machine before all else, and tells when negotiation is over. */
    private static final class Negotiation implements SessionListener {

        @Override
        public void sessionCreated(Session session) {
            HostKeyCheck.Wanted wanted = attemptOf(session).wanted();
            List<NamedFactory<Signature>> order = new ArrayList<>(session.getSignatureFactories());
            order.sort(Comparator.comparing(factory -> wanted.rank(factory.getName())));
            session.setSignatureFactories(order);
        }

        @Override
        public void sessionEvent(Session session, Event event) {
            if (event == Event.KeyEstablished) {
                attemptOf(session).negotiated();
                ((MinaClientSession) session).forgetExchange();
            }
        }

        private static LoginAttempt attemptOf(Session session) {
            return ((ClientSession) session).getConnectionContext().getAttribute(LoginAttempt.KEY);
        }
    }
}
