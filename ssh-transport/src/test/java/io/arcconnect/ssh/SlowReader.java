package io.arcconnect.ssh;

import io.arcconnect.ArcConnect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads much, slowly at first, in a JVM of its own with a small heap. */
final class SlowReader {

    private static final int CHANNELS = 4;

    private SlowReader() {}

    /** Arguments: port, key file, two fingerprints, bytes of each channel. */
    public static void main(String[] args) {
        long bytes = Long.parseLong(args[4]);
        ArcConnect arc =
                DirectArc.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])));
        Ssh ssh = Ssh.as(System.getProperty("user.name"))
                .identity(SshIdentity.privateKey(Path.of(args[1])))
                .hostKeys(HostKeys.pinned(args[2], args[3]));

        Long read = arc.machine(DirectArc.ID)
                .use(
                        ssh,
                        session -> Flux.range(0, CHANNELS)
                                .flatMap(number -> session.start(Exec.command("head -c " + bytes + " /dev/zero")))
                                .flatMap(SlowReader::read)
                                .reduce(0L, Long::sum))
                .block(Duration.ofMinutes(20));
        arc.close().block(Duration.ofSeconds(30));

        System.out.println("read " + read);
        System.exit(read != null && read == CHANNELS * bytes ? 0 : 1);
    }

    /** The first 40 chunks one by one with a rest after each, while the machine would send as much as it may. */
    private static Mono<Long> read(RemoteCommand command) {
        Flux<Integer> slowly = command.stdout()
                .map(ByteBuffer::remaining)
                .index()
                .concatMap(
                        chunk -> chunk.getT1() < 40
                                ? Mono.just(chunk.getT2()).delayElement(Duration.ofMillis(50))
                                : Mono.just(chunk.getT2()),
                        1);
        return Mono.zip(slowly.reduce(0L, Long::sum), command.stderr().then(Mono.just("")), command.exit())
                .map(all -> all.getT1());
    }
}
