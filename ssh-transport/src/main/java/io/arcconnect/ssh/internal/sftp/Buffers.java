package io.arcconnect.ssh.internal.sftp;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Arrays that carried a piece of a file, for the next piece: to clear a new one costs as much as to copy into it. As many are
 * kept as were under way at once, which {@link InFlight} bounds.
 */
final class Buffers {

    private final Queue<byte[]> idle = new ConcurrentLinkedQueue<>();
    private volatile int size;

    /** Keeps arrays of this size from now on; before, none. */
    void keep(int newSize) {
        size = newSize;
    }

    /** {@return an array with room for so many bytes, whatever is in it} */
    byte[] take(int length) {
        int common = size;
        if (length > common || length <= common / 2) {
            return new byte[length];
        }
        byte[] known = idle.poll();
        return known == null ? new byte[common] : known;
    }

    /** Takes back an array that nobody looks at any more. */
    void give(byte[] array) {
        if (array.length == size) {
            idle.add(array);
        }
    }

    /** As above, whatever part of the array the buffer is. */
    @SuppressWarnings("ByteBufferBackingArray") // it is the array that is wanted, not the bytes
    void give(ByteBuffer bytes) {
        if (bytes.hasArray()) {
            give(bytes.array());
        }
    }

    /** Lets go of all of them. */
    void clear() {
        idle.clear();
    }
}
