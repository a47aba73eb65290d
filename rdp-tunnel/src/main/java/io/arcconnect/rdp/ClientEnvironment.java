package io.arcconnect.rdp;

import java.util.Map;
import java.util.regex.Pattern;

/** What of this process's environment a desktop client does not get. */
final class ClientEnvironment {

    /** A server's environment has its credentials; names are what there is to tell by. */
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(SECRET|PASSW|PASSPHRASE|(?<!ASK)PASS$|TOKEN|CREDENTIAL"
                    + "|CONNECTION_?STRING|CONNSTR|IDENTITY_HEADER|COOKIE|_AUTH$|_PWD$|KEY$|SAS$).*");

    /** An address with a password in it, whatever its name is: of a database, say. */
    private static final Pattern ADDRESS = Pattern.compile("(?s).*://[^/?#\\s]*:[^/?#\\s]*@.*");

    /**
     * FreeRDP 2 asks a proxy named here for 127.0.0.1, which is another computer's then (observed, 2.11:
     * libfreerdp/core/transport.c); and a proxy's address may have a password in it.
     */
    private static final Pattern PROXY = Pattern.compile("(?i)(https?|all|ftp|socks)_proxy");

    private ClientEnvironment() {}

    static void clean(Map<String, String> environment) {
        environment
                .entrySet()
                .removeIf(variable -> SECRET.matcher(variable.getKey()).matches()
                        || PROXY.matcher(variable.getKey()).matches()
                        || ADDRESS.matcher(variable.getValue()).matches());
    }
}
