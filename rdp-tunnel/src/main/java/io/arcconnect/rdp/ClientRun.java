package io.arcconnect.rdp;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** One run of a desktop client, with its temporary file. What was begun is taken back, however it ends and whenever. */
final class ClientRun {

    /** For the program to end by itself after it was told to, and again after it was killed: 4 of a close's 5 seconds. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** For the last of the output, which a child of the program may hold open. */
    private static final Duration REST = Duration.ofSeconds(10);

    /** How often to look whether the tunnel is still used. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(ClientRun.class);

    private final Scheduler threads = Schedulers.boundedElastic();
    private final RdpTunnel tunnel;
    private final DesktopClient client;
    private final RdpFile file;

    /** Whoever was told to end: it may outlive the program whose child it was, and nobody can find it then. */
    private final Set<ProcessHandle> family = new HashSet<>();

    private @Nullable Path folder;
    private @Nullable Process process;
    private boolean isOver;
    private long servedBefore;
    private volatile boolean tunnelClosed;

    private ClientRun(RdpTunnel tunnel, DesktopClient client, RdpFile file) {
        this.tunnel = tunnel;
        this.client = client;
        this.file = file;
    }

    static Mono<ClientExit> of(RdpTunnel tunnel, DesktopClient client, RdpFile file) {
        return Mono.usingWhen(
                Mono.fromSupplier(() -> new ClientRun(tunnel, client, file.launchedTo(tunnel.localAddress()))),
                ClientRun::exit,
                ClientRun::end,
                (run, error) -> run.end(),
                ClientRun::end);
    }

    /** The tunnel is watched from the first moment: behind its port somebody else may listen by the time a password is known. */
    private Mono<ClientExit> exit() {
        Mono<ClientExit> whenTheTunnelEnds =
                tunnel.onClose().doOnTerminate(() -> tunnelClosed = true).then(Mono.defer(this::endWithTheTunnel));
        Mono<ClientExit> exit = client.input(file)
                .flatMap(input -> Mono.fromCallable(() -> start(input)).subscribeOn(threads))
                .flatMap(this::exitOf)
                .switchIfEmpty(Mono.never());
        return Mono.firstWithSignal(whenTheTunnelEnds, exit);
    }

    private Mono<ClientExit> exitOf(Process started) {
        ClientOutput output = ClientOutput.of(started);
        return Mono.fromFuture(started::onExit, true)
                .publishOn(threads)
                .flatMap(ended -> left(output).thenReturn(ended))
                .map(ended -> client.exit(ended.exitValue(), tunnel.counts().served() > servedBefore, output.last()))
                .map(ended -> tunnelClosed ? ended.withTheTunnel() : ended);
    }

    /** A program that has started another and ended is not the client: that holds the output, and a connection. */
    private Mono<Void> left(ClientOutput output) {
        Mono<Void> unused = Flux.interval(REST, LOOK, threads)
                .onBackpressureDrop()
                .filter(tick -> tunnel.connections().isEmpty())
                .next()
                .then();
        return Mono.firstWithSignal(output.ended(), unused);
    }

    /** {@return the running program; null when nobody waits for it any more} */
    private synchronized @Nullable Process start(String input) {
        if (isOver || tunnelClosed) {
            return null;
        }
        servedBefore = tunnel.counts().served();
        try {
            Path own = Files.createTempDirectory("arcconnect-");
            folder = own;
            Path written = own.resolve("desktop.rdp");
            // Whoever ends the JVM meanwhile need not wait for this run's own end.
            own.toFile().deleteOnExit();
            written.toFile().deleteOnExit();
            PrivateFile.replace(written, file.bytes());
            ProcessBuilder builder = new ProcessBuilder(client.command(written, file)).redirectErrorStream(true);
            client.clean(builder.environment(), input);
            Process started = builder.start();
            process = started;
            try (OutputStream in = started.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException ended) {
                // A program that has ended by now reads nothing; its status says why.
                log.debug("event=desktop_client_reads_nothing client={}", client);
            }
            return started;
        } catch (IOException e) {
            throw new RdpException(Failure.of(RdpReason.CLIENT_NOT_STARTED, Stage.LOCAL, client + " does not start")
                    .with("error", e.getMessage())
                    .causedBy(e));
        }
    }

    private Mono<ClientExit> endWithTheTunnel() {
        return end().then(Mono.defer(() -> hasStarted() ? Mono.never() : Mono.error(tooLate())));
    }

    private synchronized boolean hasStarted() {
        return process != null;
    }

    private RdpException tooLate() {
        return new RdpException(Failure.of(
                RdpReason.CLIENT_NOT_STARTED, Stage.LOCAL, client + " was not started: the tunnel is closed"));
    }

    private Mono<Void> end() {
        return Mono.fromCallable(this::stop)
                .flatMap(this::gone)
                .then(Mono.<Void>fromRunnable(this::deleteFile))
                .subscribeOn(threads);
    }

    /** Its children are looked up before it ends: afterwards nobody can tell whose they were. */
    private synchronized List<ProcessHandle> stop() {
        isOver = true;
        Process running = process;
        if (running == null) {
            return List.of();
        }
        Stream.concat(running.descendants(), Stream.of(running.toHandle())).forEach(family::add);
        List<ProcessHandle> alive =
                family.stream().filter(ProcessHandle::isAlive).toList();
        alive.forEach(ProcessHandle::destroy);
        return alive;
    }

    private Mono<Void> gone(List<ProcessHandle> told) {
        return allGone(told).onErrorResume(TimeoutException.class, late -> {
            told.forEach(ProcessHandle::destroyForcibly);
            return allGone(told).onErrorResume(TimeoutException.class, never -> {
                log.warn("event=desktop_client_stays client={}", client);
                return Mono.empty();
            });
        });
    }

    private Mono<Void> allGone(List<ProcessHandle> told) {
        return Flux.fromIterable(told)
                .flatMap(member -> Mono.fromFuture(member::onExit, true))
                .then()
                .timeout(GRACE, threads)
                .publishOn(threads);
    }

    private synchronized void deleteFile() {
        Path own = folder;
        if (own == null) {
            return;
        }
        try {
            Files.deleteIfExists(own.resolve("desktop.rdp"));
            Files.deleteIfExists(own);
        } catch (IOException e) {
            log.warn("event=desktop_file_stays folder={} detail=\"{}\"", own, e.toString());
        }
    }
}
