package io.arcconnect.benchmarks.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is carried: zeros, which nobody compresses here. */
final class Payload {

    /** What libraries are given at a time. */
    static final int BLOCK = 64 * 1024;

    private static final int SMALL = 4 * 1024;

    /** Takes its input and says how much it was. */
    static final String COUNTER = "wc -c";

    private Payload() {}

    /** {@return a command that fails when something else comes than that many MiB} */
    static String counting(int mebibytes) {
        return "test $(" + COUNTER + ") = " + ((long) mebibytes << 20);
    }

    static long copy(InputStream from, OutputStream to) throws IOException {
        byte[] block = new byte[BLOCK];
        long count = 0;
        for (int read = from.read(block); read >= 0; read = from.read(block)) {
            to.write(block, 0, read);
            count += read;
        }
        return count;
    }

    static String sender(int mebibytes) {
        return "head -c " + mebibytes + "M /dev/zero";
    }

    /** {@return a sparse file of that size, made when it is asked for first} */
    static Path source(Site site, int mebibytes) {
        Path file = site.directory().resolve("source-" + mebibytes);
        long size = (long) mebibytes << 20;
        try (RandomAccessFile there = new RandomAccessFile(file.toFile(), "rw")) {
            if (there.length() != size) {
                there.setLength(size);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** {@return a directory of so many files of 4 KiB, made when it is asked for first} */
    static Path tree(Site site, int files) {
        Path tree = site.directory().resolve("tree-" + files);
        try {
            if (!Files.exists(tree)) {
                Files.createDirectory(tree);
                for (int i = 0; i < files; i++) {
                    Files.write(tree.resolve("file-" + i), new byte[SMALL]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tree;
    }

    /** {@return where a file goes to on the machine} */
    static Path there(Site site) {
        return site.directory().resolve("there");
    }

    /** {@return where a file of the machine goes to} */
    static Path back(Site site) {
        return site.directory().resolve("back");
    }

    /** Takes away what the last one has left, so that nobody writes over anything. */
    static void clear(Site site) throws IOException {
        delete(there(site));
        delete(back(site));
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            for (Path file : files(path)) {
                Files.delete(file);
            }
        }
        Files.deleteIfExists(path);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    /** Refuses a file of another size, and another number of files. */
    static void check(Discipline discipline, Site site, int amount) throws IOException {
        if (discipline.isTree()) {
            checkTree(discipline.isUpload() ? there(site) : back(site), amount);
        }
        if (discipline == Discipline.SFTP_GET || discipline == Discipline.SFTP_PUT) {
            long size = Files.size(discipline == Discipline.SFTP_GET ? back(site) : there(site));
            if (size != (long) amount << 20) {
                throw new IOException("a file of " + size + " bytes arrived");
            }
        }
    }

    private static void checkTree(Path tree, int count) throws IOException {
        int arrived = 0;
        for (Path file : files(tree)) {
            arrived += Files.size(file) == SMALL ? 1 : 0;
        }
        if (arrived != count) {
            throw new IOException(arrived + " whole files arrived");
        }
    }
}
