package io.arcconnect.ssh.internal.sftp;

import java.io.IOException;

/** The server ended the channel, or this side did, while an answer was waited for. */
public final class ChannelEnded extends IOException {

    private static final long serialVersionUID = 1L;

    ChannelEnded(String what) {
        super(what);
    }
}
