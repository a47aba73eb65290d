package io.arcconnect.ssh.internal.agent;

import io.arcconnect.ssh.internal.wire.WireReader;
import io.arcconnect.ssh.internal.wire.WireReader.Malformed;
import io.arcconnect.ssh.internal.wire.WireWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The two questions that a login asks an agent, and their answers (draft-ietf-sshm-ssh-agent, section 5). Pure. */
final class AgentMessages {

    /** What OpenSSH's agent sends at most. */
    static final int LONGEST = 256 * 1024;

    private static final int REQUEST_IDENTITIES = 11;
    private static final int IDENTITIES_ANSWER = 12;
    private static final int SIGN_REQUEST = 13;
    private static final int SIGN_RESPONSE = 14;
    private static final int SHORTEST_IDENTITY = 8;

    private AgentMessages() {}

    static byte[] requestIdentities() {
        return new WireWriter().writeByte(REQUEST_IDENTITIES).toByteArray();
    }

    /** {@return the keys in the agent's order; empty when it refuses to tell} */
    static Optional<List<AgentIdentity>> identities(byte[] answer) {
        WireReader in = new WireReader(answer);
        if (in.readByte() != IDENTITIES_ANSWER) {
            return Optional.empty();
        }
        long count = in.readUint32();
        if (count > in.remaining() / SHORTEST_IDENTITY) {
            throw new Malformed("it promises more keys than it has");
        }
        List<AgentIdentity> identities = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            ByteBuffer blob = ByteBuffer.wrap(in.readBytes()).asReadOnlyBuffer();
            identities.add(new AgentIdentity(blob, in.readText()));
        }
        return Optional.of(List.copyOf(identities));
    }

    static byte[] signRequest(byte[] blob, byte[] data, int flags) {
        return new WireWriter()
                .writeByte(SIGN_REQUEST)
                .writeBytes(blob)
                .writeBytes(data)
                .writeUint32(flags)
                .toByteArray();
    }

    /** {@return the signature with its algorithm, as a login sends it; empty when the agent refuses} */
    static Optional<byte[]> signature(byte[] answer) {
        WireReader in = new WireReader(answer);
        return in.readByte() == SIGN_RESPONSE ? Optional.of(in.readBytes()) : Optional.empty();
    }
}
