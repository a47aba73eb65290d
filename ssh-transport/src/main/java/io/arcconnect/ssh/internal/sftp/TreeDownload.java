package io.arcconnect.ssh.internal.sftp;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Carries a directory from the machine, which is not trusted to name files: nothing is written outside of the target, and no
 * link is followed on the way.
 */
public final class TreeDownload {

    /** A server may go on for ever. */
    private static final int DEEPEST = 128;

    private record Found(String remote, Path local, Attributes attributes) {}

    private final Carrier carrier;
    private final RemoteFiles files;
    private final String source;
    private final Path target;
    private final Queue<Found> links = new ConcurrentLinkedQueue<>();
    private final Deque<Found> directories = new ConcurrentLinkedDeque<>();

    /**
     * Takes what it works with.
     *
     * @param carrier which
     * @param source a directory of the machine
     * @param target its path on this computer
     */
    public TreeDownload(Carrier carrier, String source, Path target) {
        this.carrier = carrier;
        this.files = carrier.files();
        this.source = source.length() > 1 && source.endsWith("/") ? source.substring(0, source.length() - 1) : source;
        this.target = target;
    }

    /**
     * Carries it. Files that are there and not in the source stay.
     *
     * @return the end
     */
    public Mono<Void> run() {
        FileDownload download = new FileDownload(carrier);
        return files.stat(source, true)
                .flatMapMany(attributes -> carrier.locally(() -> Files.createDirectories(target))
                        .thenMany(Flux.defer(() -> {
                            Found root = new Found(source, target, attributes);
                            note(root);
                            return walk(root, 1);
                        })))
                .flatMap(
                        file -> download.run(file.remote(), file.attributes(), file.local()),
                        carrier.plan().filesAtOnce(),
                        1)
                .then(makeLinks())
                .then(carrier.plan().keep() ? keep() : Mono.empty());
    }

    private Flux<Found> walk(Found directory, int depth) {
        if (depth > DEEPEST) {
            return Flux.error(
                    new SftpViolation("directories of the machine are nested more than " + DEEPEST + " deep"));
        }
        return files.list(directory.remote())
                .concatMap(name -> found(directory, name), 1)
                .concatMap(entry -> enter(entry, depth), 1);
    }

    private Mono<Found> found(Found directory, RemoteName name) {
        String safe;
        Path local;
        try {
            safe = SafeNames.checked(name.name());
            local = directory.local().resolve(safe);
        } catch (UnsafeName unsafe) {
            return Mono.error(unsafe);
        } catch (InvalidPathException impossible) {
            return Mono.error(new UnsafeName(
                    "the machine names a file \"" + name.name() + "\", which this computer cannot have"));
        }
        String remote = directory.remote().endsWith("/") ? directory.remote() + safe : directory.remote() + "/" + safe;
        Mono<Attributes> known = name.attributes().hasType() ? Mono.just(name.attributes()) : files.stat(remote, false);
        return known.map(attributes -> new Found(remote, local, attributes));
    }

    private Flux<Found> enter(Found entry, int depth) {
        if (entry.attributes().isDirectory()) {
            return carrier.locally(() -> makeDirectory(entry.local())).thenMany(Flux.defer(() -> {
                note(entry);
                return walk(entry, depth + 1);
            }));
        }
        if (entry.attributes().isRegular()) {
            return Flux.just(entry);
        }
        if (entry.attributes().isLink() && carrier.plan().links()) {
            links.add(entry);
        } else {
            carrier.meter().leftOut(entry.remote());
        }
        return Flux.empty();
    }

    private void note(Found directory) {
        directories.addFirst(directory);
        carrier.meter().madeDirectory();
    }

    /** One that is there must be a directory itself: through a link the way would lead elsewhere. */
    private static void makeDirectory(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new UnsafeName(directory + " is there and is not a directory, but maybe a link to one");
            }
        }
    }

    private Mono<Void> makeLinks() {
        return Flux.defer(() -> Flux.fromIterable(links))
                .concatMap(link ->
                        files.readLink(link.remote()).flatMap(says -> carrier.locally(() -> makeLink(link, says))))
                .then();
    }

    private void makeLink(Found link, String says) throws IOException {
        if (!SafeNames.staysIn(target, link.local(), says)) {
            carrier.meter().leftOut(link.remote());
            return;
        }
        if (Files.isSymbolicLink(link.local())) {
            Files.delete(link.local());
        }
        Files.createSymbolicLink(link.local(), Path.of(says));
    }

    /** The deepest first: what is made in a directory changes its time. */
    private Mono<Void> keep() {
        return carrier.locally(() -> {
            for (Found directory : directories) {
                LocalFacts.keep(directory.local(), directory.attributes());
            }
        });
    }
}
