package io.arcconnect.internal.net;

import io.arcconnect.model.Secret;

/**
 * Who signs in to a proxy. Printing it is safe.
 *
 * @param user the name, without a colon
 * @param pair name, colon and password
 */
public record ProxyLogin(String user, Secret pair) {

    /**
     * Hides a password.
     *
     * @param user the name
     * @param password may be empty
     * @return the login
     * @throws IllegalArgumentException when the name has a colon, which neither Basic nor Digest can carry
     */
    public static ProxyLogin of(String user, String password) {
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("the proxy's user name must not have a colon");
        }
        return new ProxyLogin(user, Secret.of(user + ":" + password));
    }

    /** {@return nothing of either: a user name may be half of a shared secret} */
    @Override
    public String toString() {
        return "***";
    }
}
