package io.arcconnect.ssh.internal.sftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Carries a directory to the machine: directories first, then many files at once, then links, then directories' times. */
public final class TreeUpload {

    private enum Kind {
        FILE,
        DIRECTORY,
        LINK,
        OTHER
    }

    private final Carrier carrier;
    private final RemoteFiles files;
    private final Path source;
    private final String target;
    private final Queue<Path> links = new ConcurrentLinkedQueue<>();

    /**
     * Takes what it works with.
     *
     * @param carrier which
     * @param source a directory of this computer
     * @param target its path on the machine
     */
    public TreeUpload(Carrier carrier, Path source, String target) {
        this.carrier = carrier;
        this.files = carrier.files();
        this.source = source;
        this.target = target.length() > 1 && target.endsWith("/") ? target.substring(0, target.length() - 1) : target;
    }

    /**
     * Carries it. Files that are there and not in the source stay.
     *
     * @return the end
     */
    public Mono<Void> run() {
        return directories()
                .flatMap(directories -> new RemoteTree(files)
                        .make(target)
                        .then(make(directories))
                        .then(carryFiles())
                        .then(makeLinks())
                        .then(carrier.plan().keep() ? keep(directories) : Mono.empty()));
    }

    private Mono<List<Path>> directories() {
        return LocalTree.of(source, carrier.threads())
                .filter(path -> kind(path) == Kind.DIRECTORY)
                .collectList()
                .flatMap(found -> found.isEmpty()
                        ? Mono.error(new IOException(source + " is not a directory"))
                        : Mono.just(found));
    }

    /** Those of one depth at once: a directory's own parent must be there. */
    private Mono<Void> make(List<Path> directories) {
        RemoteTree tree = new RemoteTree(files);
        List<List<Path>> byDepth = new ArrayList<>();
        for (Path directory : directories) {
            int depth = directory.getNameCount() - source.getNameCount();
            while (byDepth.size() <= depth) {
                byDepth.add(new ArrayList<>());
            }
            byDepth.get(depth).add(directory);
        }
        return Flux.fromIterable(byDepth)
                .concatMap(level -> Flux.fromIterable(level)
                        .flatMap(
                                directory -> tree.makeOne(remote(directory))
                                        .then(Mono.<Void>fromRunnable(carrier.meter()::madeDirectory)),
                                carrier.plan().filesAtOnce()))
                .then();
    }

    private Mono<Void> carryFiles() {
        FileUpload upload = new FileUpload(carrier);
        return LocalTree.of(source, carrier.threads())
                .filter(this::isToBeCarried)
                .flatMap(path -> upload.run(path, remote(path)), carrier.plan().filesAtOnce(), 1)
                .then();
    }

    private boolean isToBeCarried(Path path) {
        switch (kind(path)) {
            case FILE -> {
                return true;
            }
            case LINK -> {
                if (carrier.plan().links()) {
                    links.add(path);
                } else {
                    carrier.meter().leftOut(path.toString());
                }
            }
            case OTHER -> carrier.meter().leftOut(path.toString());
            case DIRECTORY -> {
                // was made before
            }
        }
        return false;
    }

    private Mono<Void> makeLinks() {
        return Flux.defer(() -> Flux.fromIterable(links))
                .concatMap(link -> carrier.local(
                                () -> Files.readSymbolicLink(link).toString())
                        .flatMap(says -> makeLink(says.replace('\\', '/'), remote(link))))
                .then();
    }

    private Mono<Void> makeLink(String says, String link) {
        return files.symbolicLink(says, link)
                .onErrorResume(
                        StatusFailure.class,
                        taken -> files.stat(link, false)
                                .onErrorMap(StatusFailure.class, other -> taken)
                                .flatMap(there -> there.isLink()
                                        ? files.remove(link).then(files.symbolicLink(says, link))
                                        : Mono.error(taken)));
    }

    /** The deepest first: what is made in a directory changes its time. */
    private Mono<Void> keep(List<Path> directories) {
        List<Path> deepestFirst = new ArrayList<>(directories);
        Collections.reverse(deepestFirst);
        return Flux.fromIterable(deepestFirst)
                .concatMap(directory -> carrier.local(() -> LocalFacts.ofDirectory(directory))
                        .flatMap(facts -> files.setAttributes(remote(directory), facts.asAttributes())))
                .then();
    }

    private String remote(Path path) {
        StringBuilder name = new StringBuilder(target);
        for (Path part : source.relativize(path)) {
            if (!part.toString().isEmpty()) {
                name.append(name.length() > 0 && name.charAt(name.length() - 1) == '/' ? "" : "/")
                        .append(part);
            }
        }
        return name.toString();
    }

    private static Kind kind(Path path) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink()) {
                return Kind.LINK;
            }
            if (attributes.isDirectory()) {
                return Kind.DIRECTORY;
            }
            return attributes.isRegularFile() ? Kind.FILE : Kind.OTHER;
        } catch (IOException problem) {
            throw new java.io.UncheckedIOException(problem);
        }
    }
}
