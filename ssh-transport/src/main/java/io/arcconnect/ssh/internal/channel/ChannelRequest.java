package io.arcconnect.ssh.internal.channel;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * A request on a session channel (RFC 4254, section 6), which the server answers.
 *
 * @param type such as {@code exec}
 * @param body writes what follows the type
 * @param isNeeded whether the channel is of no use when the server declines
 */
public record ChannelRequest(String type, Consumer<Buffer> body, boolean isNeeded) {

    /** Runs a command, given in UTF-8. */
    public static ChannelRequest exec(String command) {
        return text(Channel.CHANNEL_EXEC, command);
    }

    /** Starts a subsystem. */
    static ChannelRequest subsystem(String name) {
        return text(Channel.CHANNEL_SUBSYSTEM, name);
    }

    /** Sets a variable of the program's environment (section 6.4). Most servers decline most names. */
    public static ChannelRequest env(String name, String value) {
        byte[] first = name.getBytes(StandardCharsets.UTF_8);
        byte[] second = value.getBytes(StandardCharsets.UTF_8);
        return new ChannelRequest(
                "env",
                buffer -> {
                    buffer.putBytes(first);
                    buffer.putBytes(second);
                },
                false);
    }

    /** Sends a signal to the program (section 6.9), named without SIG. */
    public static ChannelRequest signal(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return new ChannelRequest("signal", buffer -> buffer.putBytes(bytes), false);
    }

    private static ChannelRequest text(String type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new ChannelRequest(type, buffer -> buffer.putBytes(bytes), true);
    }
}
