package io.arcconnect.internal.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Files of {@code /proc}. They are opened as old Java does it: a channel would be closed by the interrupt of whoever asked
 * first and no longer wants to know, while others wait for the same look.
 *
 * @param root {@code /proc}
 */
record ProcFiles(Path root) {

    private static final int SMALL = 256 * 1024;

    /** Asks for permission without opening, so that a process without free descriptors is not taken for a system that tells nothing. */
    boolean isReadable(String name) {
        return Files.isReadable(root.resolve(name));
    }

    InputStream open(String name) throws IOException {
        return new FileInputStream(root.resolve(name).toFile());
    }

    List<String> lines(String name) throws IOException {
        try (InputStream file = new LimitedInput(open(name), SMALL)) {
            return new String(file.readAllBytes(), ISO_8859_1).lines().toList();
        }
    }
}
