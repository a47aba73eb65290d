package io.arcconnect.cli.files;

import io.arcconnect.cli.files.RemoteStore.Found;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.ssh.SftpException;
import io.arcconnect.ssh.SftpReason;
import io.arcconnect.ssh.Transfer;
import io.arcconnect.ssh.TransferOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Copies as cp and scp do: into the target when it is a directory, else to its name; one after another, the first failure ends
 * it.
 *
 * @param store the machine's side
 * @param options how
 * @param isRecursive whether directories may be copied
 * @param screen where to show it
 */
public record Copying(
        RemoteStore store, TransferOptions options, boolean isRecursive, Optional<TransferScreen> screen) {

    /** {@return what was done in all} */
    public Mono<Transfer> upload(List<Path> sources, String target) {
        return intoDirectory(sources.size() > 1, target, store.isDirectory(target))
                .flatMap(isInto -> Flux.fromIterable(sources)
                        .concatMap(source -> uploadOne(source, isInto ? below(target, nameOf(source)) : target))
                        .reduce(Totals.nothing(), Totals::sum));
    }

    private Mono<Transfer> uploadOne(Path source, String target) {
        if (!Files.isDirectory(source)) {
            return shown(false, how -> store.upload(source, target, how));
        }
        return isRecursive
                ? shown(true, how -> store.uploadTree(source, target, how))
                : Mono.error(refused(source + " is a directory, and -r was not said"));
    }

    /** {@return what was done in all; the target is as it was typed, because a path forgets a slash at its end} */
    public Mono<Transfer> download(Flux<Found> sources, Path target, String typed) {
        return sources.collectList()
                .flatMap(found -> intoDirectory(
                                found.size() > 1, typed, Mono.fromSupplier(() -> Files.isDirectory(target)))
                        .flatMap(isInto -> Flux.fromIterable(found)
                                .concatMap(one -> downloadOne(one, isInto ? target.resolve(safe(one)) : target))
                                .reduce(Totals.nothing(), Totals::sum)));
    }

    private Mono<Transfer> downloadOne(Found source, Path target) {
        if (!source.isDirectory()) {
            return shown(false, how -> store.download(source.path(), target, how));
        }
        return isRecursive
                ? shown(true, how -> store.downloadTree(source.path(), target, how))
                : Mono.error(refused(source.path() + " is a directory, and -r was not said"));
    }

    private static Mono<Boolean> intoDirectory(boolean hasSeveral, String target, Mono<Boolean> isDirectory) {
        boolean mustBe = hasSeveral || target.endsWith("/");
        return isDirectory.flatMap(is -> !is && mustBe
                ? Mono.error(refused(target + " is not a directory, as it must be here"))
                : Mono.just(is));
    }

    private Mono<Transfer> shown(boolean isTree, Function<TransferOptions, Mono<Transfer>> work) {
        return screen.map(there -> Mono.using(
                        () -> new TransferBar(there, isTree),
                        bar -> work.apply(options.onProgress(bar)),
                        TransferBar::close))
                .orElseGet(() -> work.apply(options));
    }

    /** {@return a name that stays in the directory; empty for the directory itself} */
    private static String nameOf(Path source) {
        Path name = source.getFileName();
        return name == null || name.toString().equals(".") || name.toString().equals("..") ? "" : name.toString();
    }

    /** The machine chooses the names that a pattern finds, so they must not lead anywhere else. */
    private static String safe(Found found) {
        String name = found.name();
        if (name.equals(".") || name.equals("..") || name.isEmpty()) {
            return "";
        }
        if (name.indexOf('\\') >= 0 && java.io.File.separatorChar == '\\') {
            throw new SftpException(Failure.of(
                    SftpReason.UNSAFE_NAME, Stage.LOCAL, "a file of the machine is called " + name + ", a path here"));
        }
        return name;
    }

    private static String below(String directory, String name) {
        if (name.isEmpty()) {
            return directory;
        }
        return directory.endsWith("/") ? directory + name : directory + "/" + name;
    }

    private static SftpException refused(String why) {
        return new SftpException(Failure.of(SftpReason.LOCAL_FILE, Stage.LOCAL, why));
    }
}
