package io.arcconnect.internal.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A proxy on loopback that answers each request with the next part of a script, and serves one connection at a time. */
final class ScriptedProxy implements AutoCloseable {

    static final String HANG_UP = "hang up";
    static final String SILENCE = "silence";

    private final ServerSocket server;
    private final List<String> script;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private int next;

    ScriptedProxy(String... script) throws IOException {
        this.script = List.of(script);
        this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "scripted-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** {@return the heads of the requests so far} */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Waits for the first request. */
    void awaitRequest() throws InterruptedException {
        if (!asked.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody asked");
        }
    }

    private void serve() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                talk(socket);
            }
        } catch (IOException closed) {
            // The end of the test.
        }
    }

    /** One connection after the other is enough. */
    private void talk(Socket socket) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        OutputStream out = socket.getOutputStream();
        while (next < script.size()) {
            String head = head(in);
            if (head == null) {
                return;
            }
            requests.add(head);
            asked.countDown();
            String answer = script.get(next++);
            if (answer.equals(SILENCE)) {
                return;
            }
            if (!answer.equals(HANG_UP)) {
                out.write(answer.getBytes(ISO_8859_1));
                out.flush();
            }
            if (answer.contains(" 200 ")) {
                // The tunnel is open, and its far end goes away at the first byte.
                in.read();
                socket.close();
                return;
            }
            if (answer.equals(HANG_UP) || answer.contains("Connection: close")) {
                socket.close();
                return;
            }
        }
    }

    private static @Nullable String head(BufferedReader in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.isEmpty()) {
                return head.toString();
            }
            head.append(line).append('\n');
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
