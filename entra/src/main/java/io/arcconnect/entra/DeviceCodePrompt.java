package io.arcconnect.entra;

import java.net.URI;
import java.time.Duration;

/**
 * What to tell a person who signs in on another device. It is for that person only: whoever enters the code signs in for
 * the program that shows it.
 *
 * @param userCode to be entered there
 * @param verificationUri where to enter it
 * @param expiresIn how long it can be entered
 * @param message all of it in a sentence, as Entra ID words it
 */
public record DeviceCodePrompt(String userCode, URI verificationUri, Duration expiresIn, String message) {

    /** {@return where, without the code} */
    @Override
    public String toString() {
        return "DeviceCodePrompt[" + verificationUri + "]";
    }
}
