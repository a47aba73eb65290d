package io.arcconnect.ssh.internal.sftp;

import java.io.IOException;
import java.nio.file.Path;

/** Both files are there, and they differ. */
public final class Mismatch extends IOException {

    private static final long serialVersionUID = 1L;

    Mismatch(Path here, String there) {
        super(here + " and " + there + " of the machine have different content");
    }
}
