package io.arcconnect.ssh.internal.channel;

import io.arcconnect.spi.ActionReport;
import io.arcconnect.ssh.Pty;
import io.arcconnect.ssh.ShellRequest;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.internal.connection.LoginAttempt;
import io.arcconnect.ssh.internal.connection.SshFailures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.threads.ThreadUtils;
import org.apache.sshd.core.CoreModuleProperties;

/** A session channel with a terminal (RFC 4254, section 6.2). */
public final class MinaTerminal extends MinaProgram {

    /** TTY_OP_END of RFC 4254, section 8. */
    private static final byte END_OF_MODES = 0;

    /**
     * What a screen that nobody looks at keeps in heap, and what is still drawn after Ctrl-C: less than of other channels. As
     * OpenSSH's client has it, whose terminals get half of the window of other sessions (observed with 9.2).
     */
    private static final long WINDOW = 1024 * 1024;

    public MinaTerminal(ShellRequest request, LoginAttempt attempt, ActionReport report) {
        super("to open a shell in a terminal", requests(request), attempt, report);
    }

    @Override
    protected void configureWindow() {
        CoreModuleProperties.WINDOW_SIZE.set(this, WINDOW);
        super.configureWindow();
    }

    private static List<ChannelRequest> requests(ShellRequest request) {
        List<ChannelRequest> all = new ArrayList<>();
        request.environment().forEach((name, value) -> all.add(variable(name, value)));
        all.add(new ChannelRequest("pty-req", buffer -> describe(request.pty(), buffer), true));
        all.add(request.command()
                .map(ChannelRequest::exec)
                .orElseGet(() -> new ChannelRequest(Channel.CHANNEL_SHELL, nothing -> {}, true)));
        return all;
    }

    private static ChannelRequest variable(String name, String value) {
        return new ChannelRequest(
                "env",
                buffer -> {
                    buffer.putString(name);
                    buffer.putString(value);
                },
                false);
    }

    private static void describe(Pty pty, Buffer buffer) {
        buffer.putString(pty.terminal());
        size(pty.columns(), pty.rows(), buffer);
        Buffer modes = new ByteArrayBuffer();
        pty.modes().forEach((mode, value) -> {
            modes.putByte((byte) mode.opcode());
            modes.putInt(value);
        });
        modes.putByte(END_OF_MODES);
        buffer.putBytes(modes.getCompactData());
    }

    /** Characters, and no pixels: nobody knows how large the user's are. */
    private static void size(int columns, int rows, Buffer buffer) {
        buffer.putUInt(columns);
        buffer.putUInt(rows);
        buffer.putUInt(0);
        buffer.putUInt(0);
    }

    void resize(int columns, int rows) throws IOException {
        tell(new ChannelRequest("window-change", buffer -> size(columns, rows, buffer), false));
    }

    void signal(String name) throws IOException {
        tell(new ChannelRequest("signal", buffer -> buffer.putString(name), false));
    }

    /** RFC 4335, section 3. */
    void sendBreak(long milliseconds) throws IOException {
        tell(new ChannelRequest("break", buffer -> buffer.putUInt(milliseconds), false));
    }

    /** Sends a request that wants no answer: one would be taken for that of an earlier request. */
    private void tell(ChannelRequest request) throws IOException {
        Session session = getSession();
        Buffer packet = session.createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST, 64);
        packet.putUInt(getRecipient());
        packet.putString(request.type());
        packet.putBoolean(false);
        request.body().accept(packet);
        ThreadUtils.runAsInternal(packet, this::writePacket);
    }

    /** A terminal has one screen, whatever the server calls a part of it. */
    @Override
    protected void doWriteExtendedData(byte[] data, int offset, long length) {
        doWriteData(data, offset, length);
    }

    /** What was typed last may or may not have been done. */
    @Override
    protected SshException cutOff() {
        return SshFailures.lost(
                SshReason.OUTCOME_UNKNOWN,
                "the connection was lost while the shell was open",
                attempt(),
                attempt().loss().orElse(null));
    }
}
