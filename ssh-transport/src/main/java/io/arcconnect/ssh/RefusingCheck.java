package io.arcconnect.ssh;

import io.arcconnect.error.Failure;
import java.util.Optional;

/** Believes nobody: what is not known stays unknown. */
record RefusingCheck() implements HostKeyCheck {

    @Override
    public Wanted wanted(String alias) {
        return Wanted.ANYTHING;
    }

    @Override
    public Optional<Failure> refuse(String alias, ShownHostKey shown) {
        return Optional.of(shown.failure(SshReason.HOST_KEY_UNKNOWN, "the machine's key is not known"));
    }
}
