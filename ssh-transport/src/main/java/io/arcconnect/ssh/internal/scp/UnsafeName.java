package io.arcconnect.ssh.internal.scp;

import java.io.IOException;

/** The machine names a file that would not be where it was wanted. */
public final class UnsafeName extends IOException {

    private static final long serialVersionUID = 1L;

    UnsafeName(String what) {
        super(what);
    }
}
