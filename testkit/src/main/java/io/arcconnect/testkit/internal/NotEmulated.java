package io.arcconnect.testkit.internal;

/**
 * What a client can ask for that the emulator does not answer as Azure would. The page docs/emulator.md lists them by name; a
 * test compares.
 */
public enum NotEmulated {
    /** A path or method of Azure Resource Manager. */
    ARM_CALL("this call of Azure Resource Manager"),
    /** An option of a list or a resource. */
    ARM_QUERY("this query option of Azure Resource Manager"),
    /** Requests without a websocket. */
    RELAY_HTTP("HTTP requests over hybrid connections"),
    /** Another action than to connect, listen or accept. */
    RELAY_ACTION("this sb-hc-action"),
    /** Another message of a listener than {@code renewToken}. */
    LISTENER_MESSAGE("this message on a control channel; it knows renewToken only"),
    /** A command, program or statement that Windows would know. */
    WINDOWS_COMMAND("this command of Windows"),
    /** A path of Entra ID. */
    ENTRA_CALL("this call of Entra ID");

    private final String what;

    NotEmulated(String what) {
        this.what = what;
    }

    /**
     * Says so.
     *
     * @param request what was asked, without secrets
     * @return one sentence and where to read on
     */
    public String text(String request) {
        return "The ArcConnect emulator does not emulate " + what + ": " + request + ". See docs/emulator.md, " + name()
                + ".";
    }
}
