package io.arcconnect.cli.sftp;

import io.arcconnect.cli.files.TransferScreen;
import io.arcconnect.ssh.SftpClient;
import io.arcconnect.ssh.SftpException;
import io.arcconnect.ssh.SftpReason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/**
 * Reads lines and does what they want, one after another, until there are no more or one says {@code bye}. A batch ends at
 * the first failure, unless a minus stands before the command.
 */
public final class Dialogue {

    /** What a batch ends with when a command fails. */
    public static final int FAILED = 1;

    private static final String PROMPT = "sftp> ";

    private enum Next {
        GO_ON,
        END,
        FAIL
    }

    private final BufferedReader lines;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean isInteractive;
    private final boolean echoes;

    /**
     * A dialogue.
     *
     * @param lines what is wanted
     * @param out for what commands say
     * @param err for what fails
     * @param isInteractive whether somebody types the lines, who is prompted and may go on after a failure
     * @param echoes whether a batch shows each line before it is done
     */
    public Dialogue(BufferedReader lines, PrintWriter out, PrintWriter err, boolean isInteractive, boolean echoes) {
        this.lines = lines;
        this.out = out;
        this.err = err;
        this.isInteractive = isInteractive;
        this.echoes = echoes;
    }

    /**
     * Begins at the user's home, and in this process's working directory.
     *
     * @param files of the machine
     * @param screen for the progress of transfers
     * @return 0, or {@link #FAILED}; the error of a session that was lost
     */
    public Mono<Integer> run(SftpClient files, Optional<TransferScreen> screen) {
        return files.realPath(".")
                .flatMap(home -> all(new Commands(
                        new Desk(files, new Places(home, Path.of("").toAbsolutePath()), out, screen))));
    }

    private Mono<Integer> all(Commands commands) {
        return Flux.generate(this::read)
                .subscribeOn(Schedulers.boundedElastic())
                // Not one line ahead: the prompt comes when the last command is done.
                .concatMap(line -> one(line, commands), 0)
                .takeUntil(next -> next != Next.GO_ON)
                .last(Next.END)
                .map(next -> next == Next.FAIL ? FAILED : 0)
                .doFinally(end -> out.flush());
    }

    private void read(SynchronousSink<String> sink) {
        out.print(isInteractive ? PROMPT : "");
        out.flush();
        @Nullable String line;
        try {
            line = lines.readLine();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the commands: " + unreadable, unreadable);
        }
        if (line == null) {
            out.print(isInteractive ? System.lineSeparator() : "");
            sink.complete();
        } else {
            sink.next(line);
        }
    }

    private Mono<Next> one(String typed, Commands commands) {
        Optional<Line> line;
        try {
            line = Line.parse(typed);
        } catch (IllegalArgumentException notUnderstood) {
            echo(typed);
            return Mono.just(failed(notUnderstood, typed.strip().startsWith("-")));
        }
        if (line.isEmpty()) {
            return Mono.just(Next.GO_ON);
        }
        Line wanted = line.get();
        if (!wanted.isSilent()) {
            echo(typed);
        }
        return commands.run(wanted)
                .thenReturn(wanted.verb() == Verb.BYE ? Next.END : Next.GO_ON)
                .onErrorResume(Dialogue::isOfTheCommand, error -> Mono.just(failed(error, wanted.goesOn())));
    }

    private void echo(String typed) {
        if (echoes && !isInteractive) {
            out.println(PROMPT + typed);
        }
    }

    private Next failed(Throwable error, boolean goesOn) {
        out.flush();
        err.println("arcconnect: " + error.getMessage());
        err.flush();
        return isInteractive || goesOn ? Next.GO_ON : Next.FAIL;
    }

    private static boolean isOfTheCommand(Throwable error) {
        return error instanceof SftpException failed
                ? failed.reason() != SftpReason.CONNECTION_LOST
                : error instanceof IllegalArgumentException || error instanceof UncheckedIOException;
    }
}
