package io.arcconnect.ssh.internal.hostkeys;

import io.arcconnect.error.Failure;
import java.util.Optional;

/** Believes whatever it is shown: for a first contact that is taken on trust, and for a look that logs in to nothing. */
public record TrustingCheck() implements HostKeyCheck {

    @Override
    public Wanted wanted(String alias) {
        return Wanted.ANYTHING;
    }

    @Override
    public Optional<Failure> refuse(String alias, ShownHostKey shown) {
        return Optional.empty();
    }
}
