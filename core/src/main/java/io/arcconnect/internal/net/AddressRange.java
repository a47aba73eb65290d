package io.arcconnect.internal.net;

import io.netty.util.NetUtil;
import java.util.Optional;

/** Addresses that begin with the same bits. */
final class AddressRange {

    private final byte[] start;
    private final int bits;

    private AddressRange(byte[] start, int bits) {
        this.start = start;
        this.bits = bits;
    }

    /**
     * Reads a range.
     *
     * @param text such as {@code 10.0.0.0/8}, or one address
     * @return empty when it is neither
     */
    static Optional<AddressRange> of(String text) {
        int slash = text.indexOf('/');
        String length = slash < 0 ? "" : text.substring(slash + 1);
        byte[] start = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        if (start == null || (slash >= 0 && !length.matches("[0-9]{1,3}"))) {
            return Optional.empty();
        }
        int most = start.length * 8;
        return Optional.of(new AddressRange(start, slash < 0 ? most : Math.min(most, Integer.parseInt(length))));
    }

    /**
     * Says whether an address is one of these.
     *
     * @param host an address, or a name, which never is
     * @return whether it is
     */
    boolean holds(String host) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
        if (address == null || address.length != start.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
