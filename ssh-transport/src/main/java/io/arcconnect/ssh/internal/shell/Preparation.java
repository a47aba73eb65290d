package io.arcconnect.ssh.internal.shell;

import java.util.Map;
import java.util.Optional;

/**
 * What happens before a command, in this order.
 *
 * @param token what the command announces its process with, see {@link Prelude}
 * @param variables exported to the command
 * @param directory where the command runs; when it cannot be entered, the status is 1 and the command does not run
 * @param inSh whether {@code sh} runs the command; else the login shell does, which {@code SHELL} names. Under sudo {@code SHELL} is
 *     the other user's and may let nobody in, as that of {@code www-data} does
 */
public record Preparation(
        Optional<String> token, Map<String, String> variables, Optional<String> directory, boolean inSh) {

    /** {@return whether nothing happens} */
    public boolean isEmpty() {
        return token.isEmpty() && variables.isEmpty() && directory.isEmpty();
    }
}
