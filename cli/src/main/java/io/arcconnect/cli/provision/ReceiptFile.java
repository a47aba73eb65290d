package io.arcconnect.cli.provision;

import io.arcconnect.model.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;

/** A receipt on disk, for its owner's eyes only. It is replaced in one step, so that a crash leaves the old or the new one. */
record ReceiptFile(Path path) {

    /** {@return what is there; empty when there is no file} */
    Optional<Receipt> read() {
        try {
            return Files.exists(path) ? Optional.of(Receipt.parse(Files.readString(path))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + ": " + e, e);
        } catch (IllegalArgumentException malformed) {
            throw new UncheckedIOException(
                    path + " is not a receipt: " + malformed.getMessage(), new IOException(malformed));
        }
    }

    /** Fails now rather than after something was written to the machine. */
    void requireWritable() {
        try {
            Files.delete(Files.createTempFile(folder(), ".receipt-", ".json", ownerOnly()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot keep a receipt in " + folder() + ", so nothing was written: " + e, e);
        }
    }

    private Path folder() {
        return Objects.requireNonNull(path.toAbsolutePath().getParent());
    }

    void write(Receipt receipt) {
        try {
            Path next = Files.createTempFile(folder(), ".receipt-", ".json", ownerOnly());
            try {
                Files.writeString(next, receipt.toJson() + "\n");
                Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path + ": " + e, e);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
