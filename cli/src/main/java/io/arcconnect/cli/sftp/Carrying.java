package io.arcconnect.cli.sftp;

import io.arcconnect.cli.console.Harmless;
import io.arcconnect.cli.files.Copying;
import io.arcconnect.cli.files.RemoteStore.Found;
import io.arcconnect.cli.files.SftpStore;
import io.arcconnect.ssh.Transfer;
import io.arcconnect.ssh.TransferOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Carries files, as {@code get} and {@code put} want it. */
final class Carrying {

    private final Desk desk;
    private final Line line;
    private final SftpStore store;
    private final Copying copying;

    Carrying(Desk desk, Line line) {
        this.desk = desk;
        this.line = line;
        this.store = new SftpStore(desk.files());
        this.copying = new Copying(store, options(line), line.has('r') || line.has('R'), desk.screen());
    }

    private static TransferOptions options(Line line) {
        TransferOptions options = TransferOptions.defaults();
        boolean resumes = line.has('a') || line.verb() == Verb.REGET || line.verb() == Verb.REPUT;
        options = resumes ? options.resume() : options;
        options = line.has('f') ? options.syncToDisk() : options;
        return line.has('p') || line.has('P') ? options.keepAttributes() : options;
    }

    Mono<Void> get() {
        Word source = line.words().get(0);
        Path target = line.words().size() > 1
                ? desk.places().here(line.words().get(1))
                : desk.places().local();
        Flux<Found> found = desk.paths(List.of(source))
                .concatMap(path -> store.isDirectory(path).map(is -> new Found(path, is)));
        String typed = line.words().size() > 1 ? line.words().get(1).text() : target.toString();
        return done(copying.download(found, target, typed));
    }

    Mono<Void> put() {
        Word source = line.words().get(0);
        String target = line.words().size() > 1
                ? desk.places().there(line.words().get(1))
                : desk.places().remote();
        Path literal = desk.places().here(source);
        List<Path> found = source.isPattern() && !Files.exists(literal)
                ? LocalGlob.find(desk.places().local(), source)
                : List.of(literal);
        return found.isEmpty()
                ? Mono.error(new IllegalArgumentException(source.text() + ": there is no such file on this computer"))
                : done(copying.upload(found, target));
    }

    private Mono<Void> done(Mono<Transfer> work) {
        return work.flatMap(transfer -> Flux.fromIterable(transfer.skipped())
                .concatMap(path -> desk.say("left out, neither file nor directory: " + Harmless.line(path)))
                .then());
    }
}
