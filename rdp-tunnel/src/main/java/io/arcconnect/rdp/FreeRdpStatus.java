package io.arcconnect.rdp;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What FreeRDP means by its exit status (documented: client/X11/xfreerdp.h of 2.11, the same numbers in 3; observed, 2.11). */
final class FreeRdpStatus {

    /** The other side ended the session, or it was disconnected there; what a client that cannot start ends with, too. */
    private static final int DISCONNECTED = 1;

    /** The other side ended the session, or somebody logged off or disconnected there. */
    private static final Set<Integer> ORDERLY = Set.of(0, DISCONNECTED, 2, 11, 12);

    private static final Map<Integer, String> MEANINGS = Map.ofEntries(
            Map.entry(0, "the session has ended"),
            Map.entry(DISCONNECTED, "the session was disconnected"),
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
            Map.entry(12, "the user logged off"),
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
            Map.entry(150, "no Kerberos server was reached"),
            Map.entry(151, "the account is disabled"),
            Map.entry(152, "the password has expired"),
            Map.entry(153, "the credentials were revoked"),
            Map.entry(154, "the password is wrong"),
            Map.entry(155, "access is denied"),
            Map.entry(156, "the account is restricted"),
            Map.entry(157, "the account has expired"),
            Map.entry(158, "this kind of login is not granted"),
            Map.entry(159, "no credentials were given"),
            Map.entry(160, "the machine is still starting"));

    private FreeRdpStatus() {}

    /** Who never came through the tunnel was disconnected by nobody: there is no screen to show a desktop on (observed). */
    static boolean isOrderly(int status, boolean hasConnected) {
        return ORDERLY.contains(status) && (hasConnected || status != DISCONNECTED);
    }

    static Optional<String> meaning(int status, boolean hasConnected) {
        if (status == DISCONNECTED && !hasConnected) {
            return Optional.of("it did not connect, perhaps because there is no screen");
        }
        // 16 to 26 are documented; what comes is those less 32 of a byte's 256 (client/X11/xf_client.c).
        if ((status >= 16 && status < 32) || (status >= 240 && status <= 250)) {
            return Optional.of("the machine has no licence for the session");
        }
        return Optional.ofNullable(MEANINGS.get(status));
    }
}
