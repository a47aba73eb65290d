package io.arcconnect.cli.files;

import io.arcconnect.ssh.Transfer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What to copy where: all sources on one side, the target on the other.
 *
 * @param sources at least one
 * @param target where to
 */
public record CopyOrder(List<CopyPlace> sources, CopyPlace target) {

    /**
     * Reads the arguments.
     *
     * @param places the sources, and last the target
     * @param isRecursive whether directories may be copied
     * @return what to do
     * @throws IllegalArgumentException when they do not fit together, or a source of this computer cannot be copied
     */
    public static CopyOrder of(List<String> places, boolean isRecursive) {
        boolean windows = File.separatorChar == '\\';
        List<CopyPlace> all =
                places.stream().map(place -> CopyPlace.parse(place, windows)).toList();
        CopyOrder order = new CopyOrder(all.subList(0, all.size() - 1), all.get(all.size() - 1));
        order.check(isRecursive);
        return order;
    }

    private void check(boolean isRecursive) {
        if (sources.stream().anyMatch(source -> source.isRemote() == target.isRemote())) {
            throw new IllegalArgumentException(
                    target.isRemote()
                            ? "between two machines files go by this computer: copy twice"
                            : "nothing here is on a machine: write :path or machine:path");
        }
        if (named().distinct().count() > 1) {
            throw new IllegalArgumentException("one machine at a time: " + String.join(", ", named().toList()));
        }
        for (CopyPlace source : target.isRemote() ? sources : List.<CopyPlace>of()) {
            Path path = Path.of(source.path());
            if (!Files.exists(path)) {
                throw new IllegalArgumentException(source.path() + ": there is no such file");
            }
            if (Files.isDirectory(path) && !isRecursive) {
                throw new IllegalArgumentException(source.path() + " is a directory: add -r");
            }
        }
    }

    private Stream<String> named() {
        return Stream.concat(sources.stream(), Stream.of(target)).flatMap(place -> place.machine().stream());
    }

    /** {@return the machine that a path names} */
    public Optional<String> machine() {
        return named().findFirst();
    }

    /** {@return what was done} */
    public Mono<Transfer> by(Copying copying) {
        Stream<String> paths = sources.stream().map(CopyPlace::path);
        return target.isRemote()
                ? copying.upload(paths.map(Path::of).toList(), target.path())
                : copying.download(
                        Flux.fromStream(paths).concatMap(copying.store()::find), Path.of(target.path()), target.path());
    }
}
