package io.arcconnect.cli.sftp;

import io.arcconnect.cli.files.TransferScreen;
import io.arcconnect.ssh.SftpClient;
import io.arcconnect.ssh.SftpEntry;
import java.io.PrintWriter;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What commands work with.
 *
 * @param files of the machine
 * @param places where relative paths begin
 * @param out for what commands say
 * @param screen for the progress of transfers
 */
record Desk(SftpClient files, Places places, PrintWriter out, Optional<TransferScreen> screen) {

    /** {@return what a word finds; an error when there is nothing} */
    Flux<SftpEntry> find(Word word) {
        Flux<SftpEntry> literal = Flux.defer(() -> {
            String path = places.there(word);
            return files.lstat(path).map(is -> new SftpEntry(path.substring(path.lastIndexOf('/') + 1), path, is));
        });
        return word.isPattern() ? files.glob(places.patternThere(word)).switchIfEmpty(literal) : literal;
    }

    /** {@return the absolute path for each thing that the words find} */
    Flux<String> paths(Iterable<Word> words) {
        return Flux.fromIterable(words)
                .concatMap(word -> word.isPattern()
                        ? find(word).map(SftpEntry::path)
                        : Mono.just(places.there(word)).flux());
    }

    Mono<Void> say(String line) {
        return Mono.fromRunnable(() -> out.println(line));
    }
}
