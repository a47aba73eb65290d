package io.arcconnect.tunnel;

import io.arcconnect.internal.access.ConnectionOwners;
import io.arcconnect.spi.LocalConnection;
import reactor.core.publisher.Mono;

/**
 * Decides which programs of this computer may connect to a local port. Whoever can connect to the port speaks to the machine
 * behind it as the one who opened the tunnel, and every user of this computer can reach 127.0.0.1.
 *
 * <p>Your own policy is a lambda: {@code connection -> Mono.just(AccessDecision.refused("closed for today"))}.
 */
@FunctionalInterface
public interface LocalAccess {

    /**
     * Decides about one connection, of which nothing was received yet. It must not receive, send or close.
     *
     * <p><b>Subscribing</b> decides; a tunnel subscribes once per connection, on a thread that may block, for several
     * connections at a time, of which 8 may block. <b>Error</b> and <b>no value:</b> refused. <b>Cancel:</b> the connection
     * or the tunnel was closed meanwhile.
     *
     * @param connection who wants in
     * @return the decision
     */
    Mono<AccessDecision> decide(LocalConnection connection);

    /**
     * Admits programs of the user that this program runs as, where the operating system can tell. The default of tunnels.
     *
     * <p><b>Linux</b> tells in {@code /proc/net/tcp} and {@code tcp6} which user made the socket at the other end: the user
     * that the program was at that moment. Root is a user like any other: it is refused unless this program is root's, though
     * nothing keeps root from becoming that user. Refused is also whom Linux tells nothing about: a program that closed its
     * end before it was looked at (one that only ended its output is known), and one in another network namespace or behind
     * an address translation. Where {@code /proc/net/tcp} cannot be read at all, it is as on other systems.
     *
     * <p><b>Other systems:</b> everybody is admitted, and the tunnel says so once, with the event {@code ACCESS_UNKNOWN}.
     *
     * <p>A socket is of who made it: a program of the same user can hand an open connection to one of another user.
     *
     * @return the policy
     */
    static LocalAccess sameUser() {
        return OwnedAccess.sameUser(ConnectionOwners.areTold());
    }

    /**
     * Admits one process and those that it started and that still have it among their ancestors when they connect. For Linux.
     *
     * <p>It is the process that has the number now; once it has ended, nobody is admitted, whoever gets the number next. A
     * process belongs to it while the line of its parents does: a child of a child that has ended does not. The socket has to
     * be open in one of these processes when it is looked for. Processes share sockets, by fork and by handing them over: one
     * that somebody else has open as well is admitted. Only processes that this program may look into are looked at, which are
     * those of its own user; whom Linux does not tell about is refused.
     *
     * @param pid 1 or more
     * @return the policy
     * @throws IllegalArgumentException when less
     * @throws UnsupportedOperationException on systems other than Linux, where it could admit nobody
     */
    static LocalAccess onlyProcess(long pid) {
        return OwnedAccess.onlyProcess(pid, ConnectionOwners.areTold());
    }

    /** {@return every program of this computer, of whichever user; for a container or a computer of your own} */
    static LocalAccess anyLocal() {
        return new FixedAccess("anyLocal", AccessDecision.admitted());
    }
}
