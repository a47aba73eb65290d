package io.arcconnect.cli.sftp;

import io.arcconnect.cli.console.Harmless;
import io.arcconnect.ssh.SftpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Does what a line wants. */
final class Commands {

    private final Desk desk;
    private final SftpClient files;
    private final Places places;
    private final String home;

    Commands(Desk desk) {
        this.desk = desk;
        this.files = desk.files();
        this.places = desk.places();
        this.home = places.remote();
    }

    /** Blocks for what it asks of this computer. */
    Mono<Void> run(Line line) {
        return Mono.defer(() -> begun(line));
    }

    private Mono<Void> begun(Line line) {
        List<Word> words = line.words();
        return switch (line.verb()) {
            case BYE -> Mono.empty();
            case CD -> goTo(words.isEmpty() ? home : places.there(words.get(0)));
            case CHGRP -> each(line, this::giveToGroup);
            case CHMOD -> each(line, (mode, path) -> files.setPermissions(path, Numbers.mode(mode)));
            case CHOWN -> each(line, this::giveToOwner);
            case DF -> new DiskTable(desk, line).show();
            case GET, REGET -> new Carrying(desk, line).get();
            case HELP -> desk.say(Verb.help());
            case LCD -> Mono.fromRunnable(() -> goHere(words));
            case LLS -> Mono.fromRunnable(() -> listHere(words.isEmpty() ? places.local() : places.here(words.get(0))));
            case LMKDIR -> Mono.fromRunnable(() -> makeHere(places.here(words.get(0))));
            case LN ->
                line.has('s') ? link(words) : files.hardLink(places.there(words.get(1)), places.there(words.get(0)));
            case LPWD -> desk.say(Harmless.line(places.local().toString()));
            case LS -> new DirectoryTable(desk, line).show();
            case MKDIR -> files.makeDirectory(places.there(words.get(0)));
            case PUT, REPUT -> new Carrying(desk, line).put();
            case PWD -> desk.say("Remote working directory: " + Harmless.line(places.remote()));
            case RENAME -> rename(line);
            case RM -> desk.paths(words).concatMap(files::remove).then();
            case RMDIR -> files.removeDirectory(places.there(words.get(0)));
            case SYMLINK -> link(words);
            case VERSION -> desk.say("SFTP protocol version 3");
        };
    }

    private Mono<Void> goTo(String path) {
        return files.realPath(path)
                .flatMap(absolute -> files.stat(absolute).doOnNext(is -> {
                    if (!is.isDirectory()) {
                        throw new IllegalArgumentException(Harmless.line(absolute) + " is not a directory");
                    }
                    places.goTo(absolute);
                }))
                .then();
    }

    private Mono<Void> each(Line line, BiFunction<String, String, Mono<Void>> change) {
        String value = line.words().get(0).text();
        return desk.paths(line.words().subList(1, line.words().size()))
                .concatMap(path -> change.apply(value, path))
                .then();
    }

    private Mono<Void> giveToOwner(String owner, String path) {
        int uid = Numbers.id(owner);
        return files.stat(path).flatMap(is -> files.setOwner(path, uid, is.gid().orElse(0)));
    }

    private Mono<Void> giveToGroup(String group, String path) {
        int gid = Numbers.id(group);
        return files.stat(path).flatMap(is -> files.setOwner(path, is.uid().orElse(0), gid));
    }

    /** What the link says stays as it was typed. */
    private Mono<Void> link(List<Word> words) {
        return files.symbolicLink(places.there(words.get(1)), words.get(0).text());
    }

    private Mono<Void> rename(Line line) {
        String from = places.there(line.words().get(0));
        String to = places.there(line.words().get(1));
        return line.has('l') ? files.rename(from, to) : files.replace(from, to);
    }

    private void goHere(List<Word> words) {
        Path there = words.isEmpty() ? Path.of(System.getProperty("user.home")) : places.here(words.get(0));
        if (!Files.isDirectory(there)) {
            throw new IllegalArgumentException(there + " is not a directory of this computer");
        }
        places.goTo(there);
    }

    private void listHere(Path directory) {
        try (Stream<Path> found = Files.list(directory)) {
            found.map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .map(Harmless::line)
                    .forEach(desk.out()::println);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot list " + directory, unreadable);
        }
    }

    private static void makeHere(Path directory) {
        try {
            Files.createDirectory(directory);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot make " + directory, refused);
        }
    }
}
