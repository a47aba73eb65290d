package io.arcconnect.rdp;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A remote desktop on loopback that listens to what a client says first and then hangs up: the X.224 Connection Request with
 * the cookie, a TLS handshake with a certificate that nobody knows, and the first message inside it, which is MCS Connect
 * Initial (MS-RDPBCGR 1.3.1.1) or, with network level authentication, a request of CredSSP.
 */
final class DesktopListener implements AutoCloseable {

    private static final int BOUND_MILLIS = 30_000;
    private static final byte[] PASSWORD = "changeit".getBytes(StandardCharsets.US_ASCII);

    /**
     * What one connection said.
     *
     * @param cookie of the X.224 request
     * @param first what came inside TLS; empty when the client refused to go on
     */
    record Said(String cookie, byte[] first) {

        /** The static channels that the client asks for. FreeRDP always asks for sound, which it throws away when it is off. */
        List<String> channels() {
            String text = new String(first, StandardCharsets.ISO_8859_1);
            return Stream.of("cliprdr", "rdpdr").filter(text::contains).toList();
        }

        /** The size in the client core data: type 0xC001, length, version 8.x, width, height, little endian. */
        Optional<String> size() {
            for (int at = 0; at + 12 <= first.length; at++) {
                if (first[at] == 1 && (first[at + 1] & 0xFF) == 0xC0 && first[at + 6] == 8 && first[at + 7] == 0) {
                    return Optional.of(number(at + 8) + "x" + number(at + 10));
                }
            }
            return Optional.empty();
        }

        private int number(int at) {
            return (first[at] & 0xFF) | (first[at + 1] & 0xFF) << 8;
        }
    }

    private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();
    private final ServerSocket server;
    private final SSLContext tls;
    private final int protocol;

    private DesktopListener(ServerSocket server, SSLContext tls, int protocol) {
        this.server = server;
        this.tls = tls;
        this.protocol = protocol;
    }

    /** Chooses TLS alone. */
    static DesktopListener tls(Path folder) throws Exception {
        return start(folder, 1);
    }

    /** Chooses network level authentication. */
    static DesktopListener nla(Path folder) throws Exception {
        return start(folder, 2);
    }

    private static DesktopListener start(Path folder, int protocol) throws Exception {
        ServerSocket server = new ServerSocket(0, 10, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        DesktopListener listener = new DesktopListener(server, context(folder), protocol);
        Thread thread = new Thread(listener::accept, "test-desktop");
        thread.setDaemon(true);
        thread.start();
        return listener;
    }

    int port() {
        return server.getLocalPort();
    }

    Said next() throws InterruptedException {
        Said next = said.poll(BOUND_MILLIS, TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new AssertionError("no client came");
        }
        return next;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.setSoTimeout(BOUND_MILLIS);
                listen(socket);
            } catch (IOException hungUp) {
                // The next one, or the end.
            }
        }
    }

    private void listen(Socket socket) throws IOException {
        String request = new String(packet(socket.getInputStream()), StandardCharsets.ISO_8859_1);
        int begin = request.indexOf("Cookie: ");
        String cookie = begin < 0 ? "" : request.substring(begin, request.indexOf("\r\n", begin));
        // TPKT, Connection Confirm, RDP_NEG_RSP with the protocol (MS-RDPBCGR 2.2.1.2).
        socket.getOutputStream().write(new byte[] {
            3, 0, 0, 19, 14, (byte) 0xD0, 0, 0, 0x12, 0x34, 0, 2, 0, 8, 0, (byte) protocol, 0, 0, 0
        });
        byte[] first = {};
        try (SSLSocket inside =
                (SSLSocket) tls.getSocketFactory().createSocket(socket, new ByteArrayInputStream(new byte[0]), false)) {
            inside.setUseClientMode(false);
            byte[] bytes = new byte[8192];
            int size = inside.getInputStream().read(bytes);
            first = Arrays.copyOf(bytes, Math.max(0, size));
        } catch (IOException refused) {
            // That the client went no further is what is told.
        }
        said.add(new Said(cookie, first));
    }

    private static byte[] packet(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        data.readUnsignedShort();
        byte[] rest = new byte[data.readUnsignedShort() - 4];
        data.readFully(rest);
        return rest;
    }

    private static SSLContext context(Path folder) throws Exception {
        Path store = Files.createTempDirectory(folder, "keys").resolve("desktop.p12");
        String password = new String(PASSWORD, StandardCharsets.US_ASCII);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=win-01",
                        "-alias",
                        "desktop",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        password,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!keytool.waitFor(BOUND_MILLIS, TimeUnit.MILLISECONDS) || keytool.exitValue() != 0) {
            throw new IllegalStateException("keytool failed");
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, password.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
