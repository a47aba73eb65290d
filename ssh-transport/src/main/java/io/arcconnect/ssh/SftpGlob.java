package io.arcconnect.ssh;

import io.arcconnect.ssh.internal.files.Wildcards;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds what a pattern names: a directory is listed where the pattern leaves a name open, and nowhere else. */
final class SftpGlob {

    private final SftpClient files;
    private final String begin;
    private final List<Wildcards> names;

    SftpGlob(SftpClient files, String pattern) {
        this.files = files;
        this.begin = pattern.startsWith("/") ? "/" : "";
        List<Wildcards> split = new ArrayList<>();
        for (String name : pattern.split("/", -1)) {
            if (!name.isEmpty()) {
                split.add(Wildcards.of(name));
            }
        }
        this.names = List.copyOf(split);
    }

    Flux<SftpEntry> find() {
        return names.isEmpty() ? one(begin.isEmpty() ? "." : begin, begin) : below(begin, 0);
    }

    private Flux<SftpEntry> below(String directory, int index) {
        Wildcards name = names.get(index);
        boolean isLast = index == names.size() - 1;
        if (name.isLiteral()) {
            String path = directory + name.literal();
            return isLast ? one(path, name.literal()) : below(path + "/", index + 1);
        }
        Flux<SftpEntry> found = matching(directory, name);
        return isLast
                ? found
                : found.filterWhen(this::isDirectory).concatMap(entry -> below(entry.path() + "/", index + 1));
    }

    private Flux<SftpEntry> one(String path, String name) {
        return files.lstat(path)
                .map(attributes -> new SftpEntry(name, path, attributes))
                .onErrorResume(SftpGlob::isMissing, missing -> Mono.empty())
                .flux();
    }

    private Flux<SftpEntry> matching(String directory, Wildcards name) {
        return files.list(directory.isEmpty() ? "." : directory)
                .filter(entry -> name.matches(entry.name()))
                .map(entry -> new SftpEntry(entry.name(), directory + entry.name(), entry.attributes()))
                .onErrorResume(SftpGlob::isMissing, missing -> Flux.empty())
                .sort(Comparator.comparing(SftpEntry::name));
    }

    private Mono<Boolean> isDirectory(SftpEntry entry) {
        return switch (entry.type()) {
            case DIRECTORY -> Mono.just(true);
            case LINK, UNKNOWN ->
                files.stat(entry.path())
                        .map(SftpAttributes::isDirectory)
                        .onErrorResume(SftpException.class, leadsNowhere -> Mono.just(false));
            case FILE, OTHER -> Mono.just(false);
        };
    }

    private static boolean isMissing(Throwable error) {
        return error instanceof SftpException failed && failed.reason() == SftpReason.NO_SUCH_FILE;
    }
}
