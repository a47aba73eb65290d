package io.arcconnect.rdp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What a program prints: all of it is read, so that the program never waits for a reader, and the end of it is kept. It has
 * a thread of its own, as the JDK has one for each program that runs; a thread of a bounded scheduler would be missing there
 * for as long as somebody works on the desktop.
 */
final class ClientOutput implements Runnable {

    private static final int KEPT = 8 * 1024;

    private final InputStream in;
    private final Sinks.Empty<Void> ended = Sinks.empty();
    private byte[] last = new byte[0];

    private ClientOutput(InputStream in) {
        this.in = in;
    }

    static ClientOutput of(Process process) {
        ClientOutput output = new ClientOutput(process.getInputStream());
        Thread reader = new Thread(output, "arc-desktop-output");
        reader.setDaemon(true);
        reader.start();
        return output;
    }

    @Override
    public void run() {
        byte[] chunk = new byte[KEPT];
        try (in) {
            for (int size = in.read(chunk); size >= 0; size = in.read(chunk)) {
                keep(chunk, size);
            }
        } catch (IOException closed) {
            // The program is gone, and what it printed before is kept.
        } finally {
            ended.tryEmitEmpty();
        }
    }

    /** {@return when all was read: a child of the program may hold its output open} */
    Mono<Void> ended() {
        return ended.asMono();
    }

    synchronized String last() {
        return new String(last, StandardCharsets.UTF_8);
    }

    private synchronized void keep(byte[] chunk, int size) {
        byte[] joined = Arrays.copyOf(last, last.length + size);
        System.arraycopy(chunk, 0, joined, last.length, size);
        last = joined.length > KEPT ? Arrays.copyOfRange(joined, joined.length - KEPT, joined.length) : joined;
    }
}
