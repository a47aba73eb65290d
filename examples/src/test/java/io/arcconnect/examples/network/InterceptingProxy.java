package io.arcconnect.examples.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.azure.core.http.ProxyOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** What companies put in between: a proxy that opens TLS with a certificate of its own, reads along, and may forbid upgrades. */
final class InterceptingProxy implements AutoCloseable {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final ServerSocket server = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final SSLSocketFactory towardsClients;
    private final SSLSocketFactory towardsServers;
    private final boolean upgrades;
    private final AtomicInteger accepted = new AtomicInteger();
    private final Path certificate;

    InterceptingProxy(Path directory, X509Certificate serverAuthority, boolean upgrades) throws Exception {
        Path store = directory.resolve("interceptor.p12");
        this.certificate = directory.resolve("interceptor.pem");
        keytool("-genkeypair -alias ca -keyalg EC -validity 2 -dname CN=interceptor -ext san=ip:127.0.0.1,dns:localhost"
                + " -storetype PKCS12 -storepass changeit -keystore " + store);
        keytool("-exportcert -rfc -alias ca -storepass changeit -keystore " + store + " -file " + certificate);
        this.towardsClients = presenting(store);
        this.towardsServers = trusting(serverAuthority);
        this.upgrades = upgrades;
        start(this::accept);
    }

    /** {@return the certificate that whoever goes through has to trust, PEM} */
    Path certificate() {
        return certificate;
    }

    /** {@return how many connections were made so far} */
    int connections() {
        return accepted.get();
    }

    ProxyOptions options() {
        return new ProxyOptions(
                ProxyOptions.Type.HTTP, new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket client = server.accept();
            accepted.incrementAndGet();
            open.add(client);
            start(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        String[] target = head(client.getInputStream()).split(" ")[1].split(":");
        client.getOutputStream().write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(ISO_8859_1));
        SSLSocket opened = (SSLSocket) towardsClients.createSocket(client, null, true);
        opened.setUseClientMode(false);
        open.add(opened);
        String request = head(opened.getInputStream());
        if (!upgrades && request.toLowerCase(java.util.Locale.ROOT).contains("upgrade: websocket")) {
            opened.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<html>no\n".getBytes(ISO_8859_1));
            return;
        }
        Socket onward = towardsServers.createSocket(target[0], Integer.parseInt(target[1]));
        open.add(onward);
        onward.getOutputStream().write(request.getBytes(ISO_8859_1));
        start(() -> copy(onward, opened));
        copy(opened, onward);
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            OutputStream out = to.getOutputStream();
            byte[] some = new byte[8192];
            for (int count = from.getInputStream().read(some);
                    count >= 0;
                    count = from.getInputStream().read(some)) {
                out.write(some, 0, count);
                out.flush();
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended");
            }
            head.write(next);
        }
        return head.toString(ISO_8859_1);
    }

    private static SSLSocketFactory presenting(Path store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store.toFile(), PASSWORD), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getSocketFactory();
    }

    private static SSLSocketFactory trusting(X509Certificate authority) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("authority", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    private static void keytool(String arguments) throws Exception {
        String program =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder((program + " " + arguments).split(" "))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("keytool failed: " + arguments);
        }
    }

    private static void start(Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        step.run();
                    } catch (IOException ended) {
                        // One side went away, or the test is over.
                    }
                },
                "intercepting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        Files.deleteIfExists(certificate);
    }

    private interface Step {
        void run() throws IOException;
    }
}
