package io.arcconnect.examples.matrix;

import static java.nio.file.Files.exists;
import static java.nio.file.Files.list;
import static java.nio.file.Files.readAllBytes;
import static java.nio.file.Files.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A file that is carried to where an older one is: it replaces that in whole, or not at all. */
final class Files {

    static final String SOURCE = "source.bin";
    static final String TARGET = "target.bin";

    private static final byte[] OLD = "what was there before".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW = content();

    private Files() {}

    static void prepare(Path from, Path to) {
        try {
            write(source(from), NEW);
            write(to.resolve(TARGET), OLD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path source(Path folder) {
        return folder.resolve(SOURCE);
    }

    /**
     * Checks where it was to go.
     *
     * @param mayKeepPart on a machine that is gone nobody can tidy up: one partial file may stay, under a name that says so
     */
    static void check(Path folder, Outcome outcome, boolean mayKeepPart) {
        try {
            assertThat(folder.resolve(TARGET)).hasBinaryContent(outcome.isDone() ? NEW : OLD);
            List<String> parts = parts(folder);
            assertThat(parts).as("partial files").hasSizeLessThanOrEqualTo(mayKeepPart && !outcome.isDone() ? 1 : 0);
            assertThat(parts).allMatch(name -> name.startsWith("." + TARGET + "."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets partial files, which the next run need not know. */
    static void forgetParts(Path folder) {
        try {
            for (String part : parts(folder)) {
                java.nio.file.Files.delete(folder.resolve(part));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file, Charset charset) {
        try {
            return exists(file) ? new String(readAllBytes(file), charset) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> parts(Path folder) throws IOException {
        try (Stream<Path> all = list(folder)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> !List.of(SOURCE, TARGET).contains(name))
                    .toList();
        }
    }

    private static byte[] content() {
        byte[] bytes = new byte[Work.BYTES];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
