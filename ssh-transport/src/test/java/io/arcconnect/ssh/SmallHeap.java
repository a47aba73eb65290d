package io.arcconnect.ssh;

import io.arcconnect.ArcMachine;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads much through the relay at 100 MiB a second at most, in a JVM of its own with little memory. */
final class SmallHeap {

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final double BYTES_PER_NANO = 100 * 1024 * 1024 / 1e9;

    /** What is read, by which means. */
    enum Way {
        EXEC,
        SFTP,
        FORWARD
    }

    private final long begun = System.nanoTime();
    private long read;

    private SmallHeap() {}

    /**
     * Arguments: the way, bytes, key file, two fingerprints, and a file or port to read.
     */
    public static void main(String[] args) throws Exception {
        ChildJvm child = ChildJvm.connected();
        Ssh ssh = Ssh.as(System.getProperty("user.name"))
                .identity(SshIdentity.privateKey(Path.of(args[2])))
                .hostKeys(HostKeys.pinned(args[3], args[4]));

        long bytes = Long.parseLong(args[1]);
        SmallHeap reader = new SmallHeap();
        reader.run(Way.valueOf(args[0]), child.machine(), ssh, bytes, args[5]);
        child.arc().close().block(LIMIT);

        System.out.println("read " + reader.read);
        System.exit(reader.read == bytes ? 0 : 1);
    }

    private void run(Way way, ArcMachine machine, Ssh ssh, long bytes, String from) {
        switch (way) {
            case EXEC ->
                machine.use(
                                ssh,
                                session -> session.start(Exec.command("head -c " + bytes + " /dev/zero"))
                                        .flatMap(command ->
                                                Mono.when(slowly(command.stdout()), command.stderr(), command.exit())))
                        .block(LIMIT);
            case SFTP ->
                machine.use(Sftp.over(ssh), sftp -> slowly(sftp.read(from))).block(LIMIT);
            case FORWARD ->
                machine.use(
                                Forward.over(ssh).to("127.0.0.1", Integer.parseInt(from)),
                                forward -> Mono.fromCallable(
                                        () -> drain(forward.localAddress().getPort())))
                        .block(LIMIT);
        }
    }

    private Mono<Void> slowly(Flux<ByteBuffer> chunks) {
        return chunks.doOnNext(chunk -> took(chunk.remaining())).then();
    }

    private long drain(int port) throws Exception {
        byte[] block = new byte[64 * 1024];
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            for (int count = socket.getInputStream().read(block);
                    count >= 0;
                    count = socket.getInputStream().read(block)) {
                took(count);
            }
        }
        return read;
    }

    private void took(int bytes) {
        read += bytes;
        LockSupport.parkNanos((long) (read / BYTES_PER_NANO) - (System.nanoTime() - begun));
    }
}
