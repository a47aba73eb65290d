package io.arcconnect.cli.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a forward as OpenSSH has them (ssh(1)): colons separate, brackets keep addresses of IPv6 together, and what has
 * a slash is the path of a Unix socket.
 */
final class ForwardPlace {

    private ForwardPlace() {}

    /** Takes a text apart. */
    static List<String> parts(String typed) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean isBracketed = false;
        for (int at = 0; at < typed.length(); at++) {
            char next = typed.charAt(at);
            if (next == ':' && !isBracketed) {
                parts.add(part.toString());
                part.setLength(0);
            } else if (next == '[' && part.length() == 0) {
                isBracketed = true;
            } else if (next == ']' && isBracketed) {
                isBracketed = false;
            } else {
                part.append(next);
            }
        }
        if (isBracketed) {
            throw new IllegalArgumentException("a bracket is open in " + typed);
        }
        parts.add(part.toString());
        return parts;
    }

    static boolean isSocket(String part) {
        return part.indexOf('/') >= 0;
    }

    static int port(String part, int least) {
        int port = part.matches("[0-9]{1,5}") ? Integer.parseInt(part) : -1;
        if (port < least || port > 65_535) {
            throw new IllegalArgumentException("a port is " + least + " to 65535, got " + part);
        }
        return port;
    }

    /** The address before a local port, which must be this computer's loopback. */
    static void checkLocal(Optional<String> address) {
        address.filter(text -> !text.equals("localhost") && !text.equals("127.0.0.1"))
                .ifPresent(other -> {
                    throw new IllegalArgumentException("arcconnect listens on 127.0.0.1 and nowhere else on this"
                            + " computer: leave the address out, or say localhost; got "
                            + (other.isEmpty() ? "an empty one" : other));
                });
    }
}
