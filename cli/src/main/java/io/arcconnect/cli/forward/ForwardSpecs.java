package io.arcconnect.cli.forward;

import io.arcconnect.ssh.Forward;
import java.util.List;
import java.util.Optional;

/** Reads what {@code -L}, {@code -R} and {@code -D} take. All throw {@link IllegalArgumentException} when it is something else. */
public final class ForwardSpecs {

    private ForwardSpecs() {}

    /** {@return what {@code [address:]port:host:hostport} or {@code [address:]port:socket} says} */
    public static ForwardSpec local(String typed) {
        List<String> parts = ForwardPlace.parts(typed);
        String last = parts.get(parts.size() - 1);
        boolean toSocket = ForwardPlace.isSocket(last);
        int before = parts.size() - (toSocket ? 1 : 2);
        if (before > 0 && ForwardPlace.isSocket(parts.get(0))) {
            throw new IllegalArgumentException("on this computer ports listen, not Unix sockets: -L " + typed);
        }
        if (before < 1 || before > 2) {
            throw new IllegalArgumentException(
                    "-L is [address:]port:host:hostport or [address:]port:socket, got " + typed);
        }
        ForwardPlace.checkLocal(before == 2 ? Optional.of(parts.get(0)) : Optional.empty());
        int port = ForwardPlace.port(parts.get(before - 1), 0);
        if (toSocket) {
            return new ForwardSpec.Here('L', port, last, forward -> forward.toSocket(last));
        }
        String host = host(parts.get(before), typed);
        int hostPort = ForwardPlace.port(last, 1);
        return new ForwardSpec.Here('L', port, host + ":" + hostPort, forward -> forward.to(host, hostPort));
    }

    /** {@return what {@code [address:]port} says} */
    public static ForwardSpec socks(String typed) {
        List<String> parts = ForwardPlace.parts(typed);
        if (parts.size() > 2) {
            throw new IllegalArgumentException("-D is [address:]port, got " + typed);
        }
        ForwardPlace.checkLocal(parts.size() == 2 ? Optional.of(parts.get(0)) : Optional.empty());
        int port = ForwardPlace.port(parts.get(parts.size() - 1), 0);
        return new ForwardSpec.Here('D', port, "what each connection asks for by SOCKS", Forward::socks);
    }

    /** {@return what {@code [address:]port:host:hostport} or {@code socket:host:hostport} says} */
    public static ForwardSpec remote(String typed) {
        List<String> parts = ForwardPlace.parts(typed);
        int before = parts.size() - 2;
        if (before < 1 || before > 2 || ForwardPlace.isSocket(parts.get(parts.size() - 1))) {
            throw new IllegalArgumentException(
                    "-R is [address:]port:host:hostport or socket:host:hostport, got " + typed);
        }
        int hostPort = ForwardPlace.port(parts.get(parts.size() - 1), 1);
        String host = host(parts.get(before), typed);
        String listen = parts.get(before - 1);
        if (before == 1 && ForwardPlace.isSocket(listen)) {
            return new ForwardSpec.There(host, hostPort, forward -> forward.remoteSocket(listen));
        }
        int port = ForwardPlace.port(listen, 0);
        // An empty address and a star are all addresses of the machine, which decides whether it allows that (ssh(1)).
        String address = before == 2 ? parts.get(0).replace("*", "") : "localhost";
        return new ForwardSpec.There(
                host, hostPort, forward -> forward.remoteHost(address).remotePort(port));
    }

    private static String host(String part, String typed) {
        if (part.isEmpty()) {
            throw new IllegalArgumentException("a host is missing in " + typed);
        }
        return part;
    }
}
