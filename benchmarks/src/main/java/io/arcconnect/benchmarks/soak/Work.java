package io.arcconnect.benchmarks.soak;

import io.arcconnect.ArcMachine;
import io.arcconnect.model.RelayService;
import io.arcconnect.rdp.Rdp;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.Forward;
import io.arcconnect.ssh.SftpClient;
import io.arcconnect.ssh.Shell;
import io.arcconnect.ssh.Ssh;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Things that people do, each with a look at whether what came is right. */
enum Work {
    EXEC {
        @Override
        Mono<?> on(Estate estate, String name, Random random) {
            return machine(estate, name)
                    .use(estate.ssh(name), session -> session.exec("echo soaked"))
                    .map(ExecResult::stdout)
                    .doOnNext(out -> check(out.equals("soaked\n"), "echo said " + out));
        }
    },
    OUTPUT {
        @Override
        Mono<?> on(Estate estate, String name, Random random) {
            int length = random.nextInt(MOST_BYTES);
            return machine(estate, name)
                    .use(estate.ssh(name), session -> session.exec("head -c " + length))
                    .doOnNext(result -> check(result.stdoutBytes().length == length, "not " + length + " bytes"));
        }
    },
    SHELL {
        @Override
        Mono<?> on(Estate estate, String name, Random random) {
            ByteBuffer keys = ByteBuffer.wrap("echo soaked\nexit\n".getBytes(StandardCharsets.UTF_8));
            return machine(estate, name).stream(Shell.over(estate.ssh(name)), shell -> shell.interact(Flux.just(keys)))
                    .then();
        }
    },
    SFTP {
        @Override
        Mono<?> on(Estate estate, String name, Random random) {
            byte[] content = bytes(random);
            String path = "/f" + Long.toHexString(random.nextLong());
            return machine(estate, name).use(estate.sftp(name), sftp -> thereAndBack(sftp, path, content));
        }
    },
    FORWARD {
        @Override
        Mono<?> on(Estate estate, String name, Random random) {
            Ssh ssh = estate.ssh(name);
            byte[] sent = bytes(random);
            return machine(estate, name)
                    .use(Forward.over(ssh).to("localhost", DESKTOP), port -> echo(port.localAddress(), sent));
        }
    },
    RDP {
        @Override
        Mono<?> on(Estate estate, String name, Random random) {
            byte[] sent = bytes(random);
            return machine(estate, name).use(Rdp.over(estate.ssh(name)), tunnel -> echo(tunnel.localAddress(), sent));
        }
    },
    FLEET {
        @Override
        Mono<?> on(Estate estate, String name, Random random) {
            List<ArcMachine> machines =
                    estate.names().stream().map(each -> machine(estate, each)).toList();
            return estate.arc()
                    .fleet(machines)
                    .concurrency(2)
                    .timeout(Duration.ofSeconds(10))
                    .use(estate.ssh(name), session -> session.exec("true"))
                    .collectList()
                    .doOnNext(outcomes -> check(outcomes.size() == machines.size(), "an outcome for each machine"));
        }
    },
    DIAL {
        @Override
        Mono<?> on(Estate estate, String name, Random random) {
            return Mono.usingWhen(
                    machine(estate, name).dial(RelayService.ssh(22)),
                    stream -> stream.receive().next(),
                    DuplexStream::close);
        }
    };

    static final int DESKTOP = 3389;
    static final int MOST_BYTES = 256 * 1024;

    private static final int CHUNK = 16 * 1024;
    private static final int CONNECT_LIMIT = 5_000;
    private static final int READ_LIMIT = 10_000;

    /** {@return one try, which fails when the answer is wrong} */
    abstract Mono<?> on(Estate estate, String name, Random random);

    /** {@return whether it waits for what a server may never say: a prompt, a greeting} */
    boolean isEndless() {
        return this == SHELL || this == DIAL;
    }

    static ArcMachine machine(Estate estate, String name) {
        return estate.arc().machine(estate.machine(name).id());
    }

    static byte[] bytes(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(MOST_BYTES)];
        random.nextBytes(bytes);
        // Something that is no greeting of a desktop, so that whoever answers there sends it back.
        bytes[0] = 'x';
        return bytes;
    }

    static void check(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalStateException(problem);
        }
    }

    private static Mono<Void> thereAndBack(SftpClient sftp, String path, byte[] content) {
        return sftp.write(path, Mono.just(ByteBuffer.wrap(content)))
                .thenMany(sftp.read(path))
                .reduce(0, (sum, bytes) -> sum + bytes.remaining())
                .doOnNext(length -> check(length == content.length, "not the file that was written"))
                .then(sftp.remove(path));
    }

    /** What a program does at a local port. */
    private static Mono<Void> echo(InetSocketAddress address, byte[] sent) {
        return Mono.<Void>fromCallable(() -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(address, CONNECT_LIMIT);
                        socket.setSoTimeout(READ_LIMIT);
                        sendAndCompare(socket, sent);
                    }
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static void sendAndCompare(Socket socket, byte[] sent) throws IOException {
        InputStream in = socket.getInputStream();
        for (int from = 0; from < sent.length; from += CHUNK) {
            byte[] part = Arrays.copyOfRange(sent, from, Math.min(sent.length, from + CHUNK));
            socket.getOutputStream().write(part);
            byte[] back = in.readNBytes(part.length);
            if (back.length < part.length) {
                throw new IOException("the connection ended");
            }
            check(Arrays.equals(part, back), "other bytes came back");
        }
    }
}
