package io.arcconnect.rdp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** A file that only its owner can read, from its first byte on. */
final class PrivateFile {

    private PrivateFile() {}

    /** The JDK creates temporary files for their owner only; the move gives the new file, not its content, to the name. */
    static void replace(Path target, byte[] bytes) throws IOException {
        Path folder = Objects.requireNonNull(target.getParent(), "a root cannot be a file");
        Path fresh = Files.createTempFile(folder, ".arcconnect-", ".rdp");
        try {
            Files.write(fresh, bytes);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
