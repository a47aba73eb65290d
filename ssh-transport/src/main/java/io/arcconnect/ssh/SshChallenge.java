package io.arcconnect.ssh;

import io.arcconnect.model.MachineId;
import java.util.List;

/**
 * What a server asks a user in a keyboard-interactive login (RFC 4256). The texts are the server's; control characters in
 * them, which could steer a terminal, are replaced, line ends are kept.
 *
 * @param machine whose server asks
 * @param user who logs in
 * @param name title, may be empty
 * @param instruction may be empty
 * @param prompts the questions in order, one at least
 */
public record SshChallenge(MachineId machine, String user, String name, String instruction, List<Prompt> prompts) {

    /**
     * One question.
     *
     * @param text such as {@code Password:}
     * @param isEchoed whether the answer may be shown while it is typed
     */
    public record Prompt(String text, boolean isEchoed) {

        /** Replaces control characters. */
        public Prompt {
            text = clean(text);
        }
    }

    /** Replaces control characters. */
    public SshChallenge {
        name = clean(name);
        instruction = clean(instruction);
        prompts = List.copyOf(prompts);
    }

    private static String clean(String text) {
        return text.replace("\r\n", "\n").replaceAll("[\\p{Cc}\\p{Cf}&&[^\n]]+", " ");
    }
}
