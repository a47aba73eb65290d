package io.arcconnect.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.arcconnect.ArcMachine;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.RemoteCommand;
import io.arcconnect.ssh.Ssh;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** ArcConnect, through the relay: connect, log in, transfer, close. */
record ArcClient(ArcMachine machine, Ssh ssh, int mebibytes) {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    Sample download() {
        return timed(machine.use(
                ssh,
                session -> session.start(Exec.command("head -c " + mebibytes + "M /dev/zero"))
                        .flatMap(ArcClient::count)));
    }

    private static Mono<Long> count(RemoteCommand command) {
        Mono<Long> stdout = command.stdout().reduce(0L, (sum, chunk) -> sum + chunk.remaining());
        return Mono.zip(stdout, command.stderr().then(Mono.just(true))).map(both -> both.getT1());
    }

    Sample upload() {
        byte[] block = new byte[64 * 1024];
        Flux<ByteBuffer> zeros = Flux.range(0, mebibytes * 16).map(number -> ByteBuffer.wrap(block));
        return timed(
                machine.use(ssh, session -> session.exec(Exec.command("wc -c").stdin(zeros)))
                        .map(ExecResult::orThrow)
                        .map(result -> Long.parseLong(result.stdout().strip())));
    }

    private Sample timed(Mono<Long> transfer) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long wall = System.nanoTime();
        Long bytes = transfer.block(LIMIT);
        Sample sample =
                new Sample(mebibytes, (System.nanoTime() - wall) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
        if (bytes == null || bytes != (long) mebibytes << 20) {
            throw new IllegalStateException("transferred " + bytes + " bytes");
        }
        return sample;
    }
}
