package io.arcconnect.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Proves that something talks back through a tunnel, in the words of a plain TCP client. */
@FunctionalInterface
interface DesktopCheck {

    String through(InetSocketAddress tunnel) throws IOException;

    /** The emulated desktop echoes: every byte must come back, after the client has ended its output too. */
    static DesktopCheck echo() {
        return tunnel -> {
            byte[] sent = new byte[1024 * 1024];
            new Random(3389).nextBytes(sent);
            try (Socket client = connect(tunnel)) {
                CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendAndEnd(client, sent));
                byte[] received = client.getInputStream().readAllBytes();
                sending.join();
                if (!Arrays.equals(sent, received)) {
                    throw new IOException("sent " + sent.length + " bytes, got back " + received.length + " others");
                }
                return "1 MiB echoed byte for byte";
            }
        };
    }

    /** A real desktop answers a connection request with a connection confirm (MS-RDPBCGR 2.2.1.1 and 2.2.1.2). */
    static DesktopCheck rdp() {
        byte[] request = {3, 0, 0, 19, 14, (byte) 0xe0, 0, 0, 0, 0, 0, 1, 0, 8, 0, 3, 0, 0, 0};
        return tunnel -> {
            try (Socket client = connect(tunnel)) {
                client.getOutputStream().write(request);
                InputStream in = client.getInputStream();
                byte[] confirm = in.readNBytes(7);
                if (confirm.length < 7 || confirm[0] != 3 || (confirm[5] & 0xf0) != 0xd0) {
                    throw new IOException("the answer is not a connection confirm: " + Arrays.toString(confirm));
                }
                return "the desktop confirmed the connection";
            }
        };
    }

    private static Socket connect(InetSocketAddress tunnel) throws IOException {
        Socket client = new Socket();
        client.connect(tunnel, 10_000);
        client.setSoTimeout(30_000);
        return client;
    }

    private static void sendAndEnd(Socket client, byte[] bytes) {
        try {
            OutputStream out = client.getOutputStream();
            out.write(bytes);
            client.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
