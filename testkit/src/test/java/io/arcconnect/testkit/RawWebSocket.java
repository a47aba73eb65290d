package io.arcconnect.testkit;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A websocket client on a plain socket, written from RFC 6455: it shows the status line and single frames. */
final class RawWebSocket implements AutoCloseable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private final SSLSocket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private String statusLine = "";
    private Map<String, String> responseHeaders = Map.of();

    private RawWebSocket(SSLSocket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** A frame as it came. */
    record Frame(boolean last, int opcode, boolean masked, int lengthBits, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int closeCode() {
            return ByteBuffer.wrap(payload).getShort() & 0xffff;
        }
    }

    /** Connects and sends the opening request; the answer is read by {@link #awaitAnswer()}. */
    static RawWebSocket ask(X509Certificate authority, URI uri, Map<String, String> headers) throws Exception {
        // *.localhost is loopback by RFC 6761; the JDK asks the resolver, which may not know that.
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), uri.getPort());
        SSLSocket socket = (SSLSocket)
                context(authority).getSocketFactory().createSocket(plain, uri.getHost(), uri.getPort(), true);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        RawWebSocket client = new RawWebSocket(socket);
        StringBuilder request = new StringBuilder("GET " + uri.getRawPath()
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()) + " HTTP/1.1\r\nHost: "
                + uri.getAuthority()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + Base64.getEncoder().encodeToString(new byte[16]) + "\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        client.out.write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        client.out.flush();
        return client;
    }

    static RawWebSocket open(X509Certificate authority, URI uri, Map<String, String> headers) throws Exception {
        return ask(authority, uri, headers).awaitAnswer();
    }

    static SSLContext context(X509Certificate authority) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("ca", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), new SecureRandom());
        return context;
    }

    RawWebSocket awaitAnswer() throws IOException {
        statusLine = line();
        responseHeaders = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            responseHeaders.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return this;
    }

    /** Says whether nothing has been answered yet. */
    boolean isSilentFor(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            in.read();
            return false;
        } catch (SocketTimeoutException silent) {
            return true;
        } finally {
            socket.setSoTimeout(20_000);
        }
    }

    /** {@return status code and reason phrase, such as {@code 101 Switching Protocols}} */
    String status() {
        return statusLine.replaceFirst("^HTTP/1\\.1 ", "");
    }

    Map<String, String> responseHeaders() {
        return responseHeaders;
    }

    RawWebSocket send(int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        byte[] mask = {1, 2, 3, 4};
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i & 3]));
        }
        out.write(frame.array(), 0, frame.position());
        out.flush();
        return this;
    }

    RawWebSocket sendText(String text) throws IOException {
        return send(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    RawWebSocket sendClose(int code) throws IOException {
        return send(CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
    }

    Frame frame() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        int bits = (second & 0x7f) < 126 ? 7 : (second & 0x7f) == 126 ? 16 : 64;
        long length = bits == 7 ? second & 0x7f : bits == 16 ? in.readUnsignedShort() : in.readLong();
        boolean masked = (second & 0x80) != 0;
        if (masked) {
            in.readInt();
        }
        byte[] payload = in.readNBytes(Math.toIntExact(length));
        return new Frame((first & 0x80) != 0, first & 0x0f, masked, bits, payload);
    }

    /** Reads data frames until so many bytes have come; control frames are skipped. */
    byte[] bytes(int count) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() < count) {
            Frame frame = frame();
            if (frame.opcode() <= BINARY) {
                all.writeBytes(frame.payload());
            } else if (frame.opcode() == CLOSE) {
                throw new IOException("closed with " + frame.closeCode());
            }
        }
        return all.toByteArray();
    }

    /** Drops the connection with a TCP reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
