package io.arcconnect.fake;

import io.arcconnect.error.ErrorReason;
import io.arcconnect.ssh.Exec;
import java.util.function.Predicate;

/**
 * Where a script of SSH begins.
 *
 * <pre>{@code
 * Protocol<SshSession> ssh = FakeSsh.on("uptime").returns(0, "up 3 days\n")
 *         .on("reboot").fails(SshReason.OUTCOME_UNKNOWN);
 * }</pre>
 */
public final class FakeSsh {

    private FakeSsh() {}

    /** {@return a machine that expects nothing yet} */
    public static ScriptedSsh create() {
        return new ScriptedSsh();
    }

    /**
     * As {@link ScriptedSsh#on(String)}, on a new script.
     *
     * @param command the command's text, without what its conditions put before it
     * @return where to say what it does
     */
    public static ScriptedCommand on(String command) {
        return create().on(command);
    }

    /**
     * As {@link ScriptedSsh#on(Predicate)}, on a new script.
     *
     * @param meant whether a command is meant
     * @return where to say what it does
     */
    public static ScriptedCommand on(Predicate<Exec> meant) {
        return create().on(meant);
    }

    /**
     * As {@link ScriptedSsh#onMatching}, on a new script.
     *
     * @param regex for all of a command's text
     * @return where to say what it does
     */
    public static ScriptedCommand onMatching(String regex) {
        return create().onMatching(regex);
    }

    /**
     * As {@link ScriptedSsh#refusing(ErrorReason)}, on a new script.
     *
     * @param reason such as {@code SshReason.AUTH_FAILED}
     * @return the script
     */
    public static ScriptedSsh refusing(ErrorReason reason) {
        return create().refusing(reason);
    }
}
