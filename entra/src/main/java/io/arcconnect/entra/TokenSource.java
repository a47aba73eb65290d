package io.arcconnect.entra;

import java.util.Map;
import reactor.core.publisher.Mono;

/** Whoever asks Entra ID: a service principal, or a person who has signed in. */
interface TokenSource {

    /**
     * Asks for a token. Never from a cache: msal4j's does not know that a token with other fields is another token
     * (libraries.md 4).
     *
     * @param fields what the form has beside the fields of the grant
     * @return the token; errors are msal4j's own or an {@link EntraException}
     */
    Mono<String> token(Map<String, String> fields);

    /** {@return whether there is a person who can be asked} */
    boolean isPerson();

    /**
     * Lets the person sign in; without a person, the same as {@link #token}.
     *
     * @param fields as for {@link #token}, to find out whether Entra ID wants to see the person once more for that
     * @return the token that was got with it
     */
    Mono<String> signIn(Map<String, String> fields);
}
