package io.arcconnect.ssh.internal.sftp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Directories of the server with what is in them. */
public final class RemoteTree {

    private static final int AT_ONCE = 32;

    private final RemoteFiles files;

    /**
     * Takes the files.
     *
     * @param files of which server
     */
    public RemoteTree(RemoteFiles files) {
        this.files = files;
    }

    /**
     * Makes a directory and those above it, as far as they are missing.
     *
     * @param path where
     * @return the end
     */
    public Mono<Void> make(String path) {
        return makeOne(path)
                .onErrorResume(
                        StatusFailure.class,
                        missing -> missing.code() == StatusCode.NO_SUCH_FILE
                                ? Flux.fromIterable(above(path))
                                        .concatMap(this::makeOne)
                                        .then(makeOne(path))
                                : Mono.error(missing));
    }

    /** A directory that is there is fine; servers say no more than that making it failed. */
    Mono<Void> makeOne(String path) {
        return files.makeDirectory(path, Attributes.NONE)
                .onErrorResume(
                        StatusFailure.class,
                        failure -> files.stat(path, true)
                                .onErrorMap(StatusFailure.class, other -> failure)
                                .flatMap(there -> there.isDirectory() ? Mono.empty() : Mono.error(failure)));
    }

    /** {@return the directories above, the highest first} */
    static List<String> above(String path) {
        List<String> parents = new ArrayList<>();
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String parent = path.substring(0, slash);
            if (!parent.endsWith("/") && !parent.matches("/[A-Za-z]:")) {
                parents.add(parent);
            }
        }
        return parents;
    }

    /**
     * Removes a directory with everything in it, following no links; of a link the link.
     *
     * @param path of the directory
     * @return the end
     */
    public Mono<Void> remove(String path) {
        return files.stat(path, false).flatMap(there -> there.isLink() ? files.remove(path) : removeDirectories(path));
    }

    /** Level by level, so that a wide tree has no more directories open than servers allow. */
    private Mono<Void> removeDirectories(String root) {
        Deque<List<String>> deepestFirst = new ArrayDeque<>();
        return emptied(List.of(root), deepestFirst)
                .thenMany(Flux.defer(() -> Flux.fromIterable(deepestFirst)))
                .concatMap(level -> Flux.fromIterable(level).flatMap(files::removeDirectory, AT_ONCE))
                .then();
    }

    /** Removes what is in directories but their own directories, and so on with those. */
    private Mono<Void> emptied(List<String> level, Deque<List<String>> levels) {
        return Mono.defer(() -> {
            levels.addFirst(level);
            return Flux.fromIterable(level)
                    .flatMap(this::emptied, AT_ONCE)
                    .collectList()
                    .flatMap(below -> below.isEmpty() ? Mono.empty() : emptied(below, levels));
        });
    }

    /** {@return the directories that are left in one} */
    private Flux<String> emptied(String directory) {
        return files.list(directory)
                .flatMap(name -> removed(directory + "/" + name.name(), name.attributes()), AT_ONCE, 1);
    }

    private Mono<String> removed(String path, Attributes told) {
        Mono<Attributes> known = told.hasType() ? Mono.just(told) : files.stat(path, false);
        return known.flatMap(attributes ->
                attributes.isDirectory() ? Mono.just(path) : files.remove(path).then(Mono.empty()));
    }
}
