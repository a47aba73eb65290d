package io.arcconnect.ssh;

import io.arcconnect.ssh.internal.exec.CommandSpec;

/** What the specs of commands hand to the room that runs them. */
public final class ExecSpecs {

    private ExecSpecs() {}

    /** {@return what is handed over} */
    public static CommandSpec of(Exec exec) {
        return exec.spec();
    }
}
