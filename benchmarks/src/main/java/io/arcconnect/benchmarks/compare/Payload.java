package io.arcconnect.benchmarks.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is carried: zeros, which nobody compresses here. */
final class Payload {

    /** What libraries are given at a time. */
    static final int BLOCK = 64 * 1024;

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
        Files.deleteIfExists(there(site));
        Files.deleteIfExists(back(site));
    }

    /** Refuses a file of another size. */
    static void check(Discipline discipline, Site site, int mebibytes) throws IOException {
        if (discipline == Discipline.SFTP_GET || discipline == Discipline.SFTP_PUT) {
            long size = Files.size(discipline == Discipline.SFTP_GET ? back(site) : there(site));
            if (size != (long) mebibytes << 20) {
                throw new IOException("a file of " + size + " bytes arrived");
            }
        }
    }
}
