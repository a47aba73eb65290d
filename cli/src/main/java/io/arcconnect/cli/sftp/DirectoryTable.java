package io.arcconnect.cli.sftp;

import io.arcconnect.ssh.SftpAttributes;
import io.arcconnect.ssh.SftpEntry;
import io.arcconnect.ssh.SftpException;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists files of the machine, one a line: what is in a directory that is named alone, else the names themselves. */
final class DirectoryTable {

    private final Desk desk;
    private final Line line;
    private final Listing listing;

    DirectoryTable(Desk desk, Line line) {
        this.desk = desk;
        this.line = line;
        this.listing = new Listing(line, ZoneId.systemDefault());
    }

    Mono<Void> show() {
        return line.words().isEmpty()
                ? inside(desk.places().remote(), SftpEntry::name)
                : Flux.fromIterable(line.words()).concatMap(this::shown).then();
    }

    private Mono<Void> shown(Word word) {
        return desk.find(word).collectList().flatMap(found -> {
            Function<SftpEntry, String> name = entry -> desk.places().shown(entry.path(), word);
            return found.size() > 1
                    ? print(found, name)
                    : isDirectory(found.get(0))
                            .flatMap(is -> is ? inside(found.get(0).path(), name) : print(found, name));
        });
    }

    private Mono<Void> inside(String directory, Function<SftpEntry, String> name) {
        return desk.files()
                .list(directory)
                .filter(listing::shows)
                .collectList()
                .flatMap(entries -> print(entries, name));
    }

    private Mono<Void> print(List<SftpEntry> entries, Function<SftpEntry, String> name) {
        return Mono.fromRunnable(() ->
                listing.sorted(entries).forEach(entry -> desk.out().println(listing.text(entry, name))));
    }

    private Mono<Boolean> isDirectory(SftpEntry entry) {
        return desk.files()
                .stat(entry.path())
                .map(SftpAttributes::isDirectory)
                .onErrorResume(SftpException.class, leadsNowhere -> Mono.just(false));
    }
}
