package io.arcconnect.fake;

import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.Exec;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A command that a fake session ran. */
public final class RanCommand {

    private final MachineId machine;
    private final Exec exec;
    private final ByteArrayOutputStream input = new ByteArrayOutputStream();

    RanCommand(MachineId machine, Exec exec) {
        this.machine = machine;
        this.exec = exec;
    }

    /** {@return where} */
    public MachineId machine() {
        return machine;
    }

    /** {@return the command's text, without what its conditions put before it} */
    public String command() {
        return exec.command();
    }

    /** {@return the command with its conditions} */
    public Exec exec() {
        return exec;
    }

    /** {@return what it has read so far, as UTF-8} */
    public String input() {
        return new String(inputBytes(), StandardCharsets.UTF_8);
    }

    /** {@return what it has read so far; a copy} */
    public synchronized byte[] inputBytes() {
        return input.toByteArray();
    }

    synchronized void read(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        input.writeBytes(copy);
    }

    /** {@return the command's text} */
    @Override
    public String toString() {
        return command();
    }
}
