package io.arcconnect.ssh.internal.login;

import io.arcconnect.ssh.internal.wire.WireWriter;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The conversation of one login: one packet there, one answer back. */
public interface AuthDialog {

    int USERAUTH_REQUEST = 50;
    String CONNECTION = "ssh-connection";

    /** Asks what the server accepts (RFC 4252, section 5.2). The answer comes on a thread that may block. */
    default Mono<AuthReply> begin(String user) {
        return exchange(request(user, "none").toByteArray());
    }

    /** Sends a packet, its number first. The answer comes on a thread that may block. */
    Mono<AuthReply> exchange(byte[] packet);

    /** {@return what signatures are bound to} */
    byte[] sessionId();

    /** {@return the algorithms that the server says it takes (RFC 8308, section 3.1); empty when it does not say} */
    Set<String> signatureAlgorithms();

    /** {@return the beginning of a request} */
    static WireWriter request(String user, String method) {
        return new WireWriter()
                .writeByte(USERAUTH_REQUEST)
                .writeText(user)
                .writeText(CONNECTION)
                .writeText(method);
    }
}
