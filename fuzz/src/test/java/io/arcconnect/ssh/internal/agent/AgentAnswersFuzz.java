package io.arcconnect.ssh.internal.agent;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;
import io.arcconnect.ssh.internal.wire.WireReader;

/** Whatever listens at the agent's socket. */
public final class AgentAnswersFuzz {

    private AgentAnswersFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        byte[] answer = new Input(bytes).rest();
        Check.bounded(answer.length, () -> {
            try {
                AgentMessages.identities(answer)
                        .ifPresent(keys ->
                                Check.that(keys.size() <= answer.length / 8, "no more keys than there is room for"));
            } catch (WireReader.Malformed refused) {
                Check.oneLine(String.valueOf(refused.getMessage()));
            }
            try {
                AgentMessages.signature(answer)
                        .ifPresent(signature -> Check.that(signature.length < answer.length, "a part of the answer"));
            } catch (WireReader.Malformed refused) {
                Check.oneLine(String.valueOf(refused.getMessage()));
            }
        });
    }
}
