package io.arcconnect.ssh.internal.scp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;

/** One upload: what is sent waits for what is answered. */
public final class Upload {

    private final Answers answers = new Answers();
    private final UploadSource source;
    private final Scheduler threads;
    private final Turns turns;
    private volatile boolean complete;

    /**
     * Prepares; nothing is read yet.
     *
     * @param source file or directory of this computer
     * @param name what the machine is told a file is called
     * @param plan how
     * @param tally counts
     * @param threads may block
     * @param turns is told when the source is read
     */
    public Upload(Path source, String name, ScpPlan plan, Tally tally, Scheduler threads, Turns turns) {
        this.source = new UploadSource(source, name, plan, tally);
        this.threads = threads;
        this.turns = turns;
    }

    /** {@return where the machine's answers go} */
    public Answers answers() {
        return answers;
    }

    /** {@return whether everything was sent and every answer was good} */
    public boolean isComplete() {
        return complete;
    }

    /** {@return what the machine is sent; ends early when it takes no more} */
    public Flux<ByteBuffer> bytes() {
        return Flux.<UploadSource.Piece>generate(this::next)
                .subscribeOn(threads)
                .concatMap(this::sent, 1)
                .doOnComplete(() -> complete = true)
                .onErrorResume(Answers.NoMore.class, enough -> Flux.empty());
    }

    private void next(SynchronousSink<UploadSource.Piece> sink) {
        turns.ours();
        try {
            source.next().ifPresentOrElse(sink::next, sink::complete);
        } catch (ClosedByInterruptException cancelled) {
            // Nobody waits for it: the machine's answer has ended the upload, and says why.
            sink.complete();
        } catch (IOException e) {
            sink.error(e);
        } finally {
            turns.theirs();
        }
    }

    private Flux<ByteBuffer> sent(UploadSource.Piece piece) {
        return Flux.concat(
                Mono.justOrEmpty(piece.bytes()),
                piece.isAnswered() ? answers.next().then(Mono.empty()) : Mono.empty());
    }

    /** Closes what is open. Subscribing does; never fails. */
    public Mono<Void> close() {
        return Mono.<Void>fromCallable(() -> {
                    source.close();
                    return null;
                })
                .subscribeOn(threads)
                .onErrorComplete();
    }
}
