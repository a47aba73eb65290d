package io.arcconnect.ssh.internal.sftp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Cuts buffers to what one request may carry. Pure. */
final class Slices {

    private Slices() {}

    static List<ByteBuffer> of(ByteBuffer bytes, int most) {
        List<ByteBuffer> slices = new ArrayList<>();
        for (int at = bytes.position(); at < bytes.limit(); at += most) {
            slices.add(bytes.slice(at, Math.min(most, bytes.limit() - at)));
        }
        return slices;
    }
}
