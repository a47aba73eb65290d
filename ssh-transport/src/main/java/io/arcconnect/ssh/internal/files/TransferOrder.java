package io.arcconnect.ssh.internal.files;

import io.arcconnect.ssh.TransferProgress;
import io.arcconnect.ssh.internal.sftp.TransferPlan;
import java.util.function.Consumer;

/**
 * How files are carried, and who is told.
 *
 * @param plan how
 * @param progress is told how far it is
 */
public record TransferOrder(TransferPlan plan, Consumer<TransferProgress> progress) {

    /** Does not want to be told. */
    public static final Consumer<TransferProgress> NOBODY = progress -> {};
}
