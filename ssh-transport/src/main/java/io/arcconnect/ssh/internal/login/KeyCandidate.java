package io.arcconnect.ssh.internal.login;

import io.arcconnect.ssh.internal.keys.SshKey;
import io.arcconnect.ssh.internal.login.AuthReply.Message;
import io.arcconnect.ssh.internal.login.AuthReply.Refused;
import io.arcconnect.ssh.internal.wire.WireReader;
import io.arcconnect.ssh.internal.wire.WireWriter;
import java.nio.ByteBuffer;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A key or certificate (RFC 4252, section 7). The server is asked first whether it would take it where somebody would type a
 * passphrase, or confirm a signature, for nothing; a key at hand signs at once, which saves a round trip and the delay that
 * OpenSSH puts before every answer but a success (auth2.c, user_specific_delay).
 */
record KeyCandidate(String name, SshKey sshKey) implements Candidate {

    static final String METHOD = "publickey";
    private static final int PK_OK = 60;

    @Override
    public Object key() {
        return sshKey.blob();
    }

    @Override
    public Optional<String> method(Refused offer) {
        return Candidate.offered(METHOD, offer);
    }

    @Override
    public boolean isOnePacket(AuthDialog dialog) {
        return sshKey.isAtHand()
                && SignatureAlgorithms.of(sshKey.type(), dialog.signatureAlgorithms())
                                .size()
                        == 1;
    }

    @Override
    public Mono<AuthReply> attempt(AuthDialog dialog, String user, String method) {
        return Flux.fromIterable(SignatureAlgorithms.of(sshKey.type(), dialog.signatureAlgorithms()))
                .concatMap(algorithm -> offer(dialog, user, algorithm), 0)
                .takeUntil(AuthReply::isProgress)
                .takeLast(1)
                .next();
    }

    private Mono<AuthReply> offer(AuthDialog dialog, String user, String algorithm) {
        if (sshKey.isAtHand()) {
            return prove(dialog, user, algorithm);
        }
        return dialog.exchange(request(user, algorithm, false).toByteArray())
                .flatMap(reply -> reply instanceof Message message && isForThis(message)
                        ? prove(dialog, user, algorithm)
                        : Mono.just(reply));
    }

    /** A server says which key it would take, so that an answer to another question is not mistaken for one to this. */
    private boolean isForThis(Message message) {
        if (message.number() != PK_OK) {
            return false;
        }
        WireReader in = new WireReader(message.body());
        in.skip(); // the algorithm, for which some servers name the key's type
        return ByteBuffer.wrap(in.readBytes()).equals(sshKey.blob());
    }

    private Mono<AuthReply> prove(AuthDialog dialog, String user, String algorithm) {
        WireWriter request = request(user, algorithm, true);
        byte[] signed = new WireWriter()
                .writeBytes(dialog.sessionId())
                .writeRaw(request.toByteArray())
                .toByteArray();
        return sshKey.sign(algorithm, signed)
                .flatMap(signature ->
                        dialog.exchange(request.writeBytes(signature).toByteArray()));
    }

    private WireWriter request(String user, String algorithm, boolean isSigned) {
        return AuthDialog.request(user, METHOD)
                .writeBoolean(isSigned)
                .writeText(SignatureAlgorithms.requestName(sshKey.type(), algorithm))
                .writeBytes(SshKey.bytes(sshKey.blob()));
    }
}
