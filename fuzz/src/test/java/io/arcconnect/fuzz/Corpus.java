package io.arcconnect.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Inputs that are worth keeping: what is spoken, and what once broke something. One file each, a folder for each target. */
final class Corpus {

    private static final Path HOME = Path.of("src/test/resources/corpus");

    private Corpus() {}

    static Path folder(String target) {
        return HOME.resolve(target);
    }

    static List<Path> files(String target) {
        try (Stream<Path> files = Files.list(folder(target))) {
            return files.sorted().toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
