package io.arcconnect.rdp;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What FreeRDP means by its exit status (documented: client/X11/xfreerdp.h of 2.11, the same numbers in 3). */
final class FreeRdpStatus {

    /** The other side ended the session, or somebody logged off or disconnected there. */
    private static final Set<Integer> ORDERLY = Set.of(0, 1, 2, 11);

    private static final Map<Integer, String> MEANINGS = Map.ofEntries(
            Map.entry(0, "the session has ended"),
            Map.entry(1, "the session was disconnected"),
            Map.entry(2, "the user logged off"),
            Map.entry(3, "the session was idle for too long"),
            Map.entry(4, "nobody logged in for too long"),
            Map.entry(5, "another connection took the session over"),
            Map.entry(6, "the machine is out of memory"),
            Map.entry(7, "the machine denies the connection"),
            Map.entry(8, "the machine denies the connection for FIPS"),
            Map.entry(9, "the user may not log in remotely"),
            Map.entry(10, "the machine wants fresh credentials"),
            Map.entry(11, "the user disconnected"),
            Map.entry(32, "the protocol failed"),
            Map.entry(128, "an argument was not understood"),
            Map.entry(130, "the protocol failed"),
            Map.entry(131, "it could not connect"),
            Map.entry(132, "the authentication failed"),
            Map.entry(133, "no common way to secure the connection was found"),
            Map.entry(134, "the login failed"),
            Map.entry(135, "the account is locked"),
            Map.entry(141, "it could not connect"),
            Map.entry(143, "the TLS handshake failed, or the certificate was not accepted"),
            Map.entry(144, "the user has too few rights"),
            Map.entry(145, "somebody cancelled"),
            Map.entry(146, "no common way to secure the connection was found"),
            Map.entry(147, "the connection was lost"),
            Map.entry(148, "the password has expired"),
            Map.entry(149, "the password must be changed"),
            Map.entry(151, "the account is disabled"),
            Map.entry(152, "the password has expired"),
            Map.entry(154, "the password is wrong"),
            Map.entry(155, "access is denied"),
            Map.entry(156, "the account is restricted"),
            Map.entry(157, "the account has expired"),
            Map.entry(158, "this kind of login is not granted"),
            Map.entry(159, "no credentials were given"));

    private FreeRdpStatus() {}

    static boolean isOrderly(int status) {
        return ORDERLY.contains(status);
    }

    static Optional<String> meaning(int status) {
        if (status >= 16 && status < 32) {
            return Optional.of("the machine has no licence for the session");
        }
        return Optional.ofNullable(MEANINGS.get(status));
    }
}
