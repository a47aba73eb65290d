package io.arcconnect.examples.commands;

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
            throw new UncheckedIOException(e);
        }
    }

    void write(Receipt receipt) {
        Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent());
        try {
            Path next = Files.createTempFile(folder, ".receipt-", ".json", ownerOnly());
            try {
                Files.writeString(next, receipt.toJson() + "\n");
                Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
