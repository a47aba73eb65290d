package io.arcconnect.ssh.internal.knownhosts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;

/**
 * Adds lines at the end of a file, all of them in one write, as OpenSSH's ssh does: whoever else adds at the same time loses
 * nothing, while replacing the file would drop what ssh adds between our look and our rename. A file that was not there is
 * readable by its owner only.
 */
final class FileAddition {

    /** Somebody who replaces the file, such as ssh-keygen -R, may do so between our opening it and our writing. */
    private static final int MOST_TRIES = 5;

    private final Path file;

    private FileAddition(Path file) {
        this.file = file;
    }

    static FileAddition to(Path file) {
        return new FileAddition(file);
    }

    void write(String lines) throws IOException {
        byte[] bytes = lines.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < MOST_TRIES; i++) {
            append(bytes);
            if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(lines.strip())) {
                return;
            }
        }
        throw new IOException(file + " is replaced by somebody else again and again");
    }

    private void append(byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                FileReplacement.onlyOwner(file, "rw-------"))) {
            long before = channel.size();
            try {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            } catch (IOException full) {
                channel.truncate(before); // half a line would swallow the next one
                throw full;
            }
        }
    }
}
