package io.arcconnect.ssh.internal.hostkeys;

import io.arcconnect.error.Failure;
import io.arcconnect.ssh.SshReason;
import java.util.Optional;

/** Believes nobody: what is not known stays unknown. */
public record RefusingCheck() implements HostKeyCheck {

    @Override
    public Wanted wanted(String alias) {
        return Wanted.ANYTHING;
    }

    @Override
    public Optional<Failure> refuse(String alias, ShownHostKey shown) {
        return Optional.of(shown.failure(SshReason.HOST_KEY_UNKNOWN, "the machine's key is not known"));
    }
}
