package io.arcconnect.ssh.internal.files;

import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.ExitStatus;
import io.arcconnect.ssh.RemoteCommand;
import io.arcconnect.ssh.SshSession;
import io.arcconnect.ssh.internal.scp.DownloadTarget;
import io.arcconnect.ssh.internal.scp.ScpCommands;
import io.arcconnect.ssh.internal.scp.ScpPlan;
import io.arcconnect.ssh.internal.scp.ScpReader;
import io.arcconnect.ssh.internal.scp.Tally;
import io.arcconnect.ssh.internal.scp.Upload;
import io.arcconnect.ssh.internal.scp.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Runs scp on the machine and talks to it. */
public final class ScpTransfers {

    /** Chunks on their way to the file. */
    private static final int PREFETCH = 16;

    private static final int LONGEST_ERRORS = 4 * 1024;

    private final SshSession session;
    private final Duration responseTimeout;
    private final Scheduler threads = Schedulers.boundedElastic();

    /**
     * Takes what it works with.
     *
     * @param session runs scp
     * @param responseTimeout how long the machine may neither say nor take anything
     */
    public ScpTransfers(SshSession session, Duration responseTimeout) {
        this.session = session;
        this.responseTimeout = responseTimeout;
    }

    /** How the machine's program ended, and what it complained of. */
    private record End(ExitStatus exit, String errors) {

        Mono<Void> judged(boolean isComplete, Optional<String> refusal) {
            return Mono.justOrEmpty(Verdict.of(
                            isComplete, refusal, exit.isSuccess(), exit.status().orElse(-1), errors))
                    .flatMap(Mono::error);
        }
    }

    public Mono<Void> upload(Path source, String target, ScpPlan plan, Tally tally) {
        String line = plan.isTree() ? ScpCommands.takeTree(target, plan) : ScpCommands.takeFile(target, plan);
        return Mono.defer(() -> upload(line, source, plan, tally, new ScpPatience(responseTimeout)));
    }

    private Mono<Void> upload(String line, Path source, ScpPlan plan, Tally tally, ScpPatience patience) {
        return Mono.usingWhen(
                Mono.fromSupplier(() -> new Upload(source, "file", plan, tally, threads, patience)),
                upload -> run(
                                Exec.command(line).stdin(patience.heeding(upload.bytes())),
                                patience,
                                stdout -> stdout.doOnNext(upload.answers()::accept)
                                        .doOnTerminate(upload.answers()::end)
                                        .then())
                        .flatMap(end ->
                                end.judged(upload.isComplete(), upload.answers().refusal())),
                Upload::close);
    }

    public Mono<Void> download(String source, Path target, ScpPlan plan, Tally tally) {
        return Mono.defer(() -> {
            Sinks.Many<ByteBuffer> answers = Sinks.many().unicast().onBackpressureBuffer();
            DownloadTarget place = new DownloadTarget(target, plan, tally, () -> goOn(answers));
            ScpReader reader = new ScpReader(place);
            ScpPatience patience = new ScpPatience(responseTimeout);
            goOn(answers);
            return Mono.usingWhen(
                    Mono.just(place),
                    any -> run(
                                    Exec.command(ScpCommands.give(source, plan)).stdin(answers.asFlux()),
                                    patience,
                                    stdout -> stdout.publishOn(threads, PREFETCH)
                                            .<Void>handle((bytes, sink) -> read(reader, patience, bytes, sink))
                                            .then()
                                            .doFinally(end -> answers.tryEmitComplete()))
                            .flatMap(end -> end.judged(place.isComplete() && reader.isBetween(), Optional.empty())),
                    this::abandoned);
        });
    }

    /** Called by one thread at a time. */
    private static void goOn(Sinks.Many<ByteBuffer> answers) {
        answers.tryEmitNext(ByteBuffer.wrap(new byte[] {0}));
    }

    private static void read(ScpReader reader, ScpPatience patience, ByteBuffer bytes, SynchronousSink<Void> sink) {
        patience.ours();
        try {
            reader.accept(bytes);
        } catch (IOException e) {
            sink.error(e);
        } finally {
            patience.theirs();
        }
    }

    private Mono<Void> abandoned(DownloadTarget place) {
        return Mono.<Void>fromCallable(() -> {
                    place.abandon();
                    return null;
                })
                .subscribeOn(threads)
                .onErrorComplete();
    }

    private Mono<End> run(Exec command, ScpPatience patience, Function<Flux<ByteBuffer>, Mono<Void>> talk) {
        return Mono.usingWhen(
                session.start(command),
                running -> patience.bound(() -> Mono.zip(
                                talk.apply(patience.heeding(running.stdout())).thenReturn(true),
                                errors(patience.heeding(running.stderr())),
                                running.exit())
                        .map(all -> new End(all.getT3(), all.getT2()))),
                RemoteCommand::close);
    }

    private static Mono<String> errors(Flux<ByteBuffer> stderr) {
        return stderr.collect(StringBuilder::new, ScpTransfers::append)
                .map(text -> text.toString().strip());
    }

    private static void append(StringBuilder text, ByteBuffer bytes) {
        if (text.length() < LONGEST_ERRORS) {
            text.append(StandardCharsets.UTF_8.decode(bytes));
        }
    }
}
