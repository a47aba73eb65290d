package io.arcconnect.ssh.internal.channel;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;

/** Asks the server for something that concerns no channel (RFC 4254, section 4). */
final class GlobalRequest {

    private GlobalRequest() {}

    /**
     * Sends one.
     *
     * @param granted gets what the server added to its yes, on the I/O thread: nothing that the server sends after that is
     *     looked at before it returns
     * @param refused gets the reason; it may be told more than once, and after a yes
     */
    static void send(
            ClientSession session,
            String name,
            Consumer<Buffer> body,
            Consumer<Buffer> granted,
            Consumer<Throwable> refused) {
        try {
            Buffer request = session.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST, 256);
            request.putString(name);
            request.putBoolean(true);
            body.accept(request);
            session.addCloseFutureListener(closed -> refused.accept(new IOException("the session is closed")));
            session.request(request, name, (command, reply) -> {
                        if (command == SshConstants.SSH_MSG_REQUEST_SUCCESS) {
                            granted.accept(reply);
                        } else {
                            refused.accept(new IOException("the server said no"));
                        }
                    })
                    .addListener(sent -> {
                        if (sent.getException() != null) {
                            refused.accept(sent.getException());
                        }
                    });
        } catch (IOException | RuntimeException e) {
            refused.accept(e);
        }
    }
}
