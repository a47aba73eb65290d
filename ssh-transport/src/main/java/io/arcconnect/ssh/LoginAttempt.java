package io.arcconnect.ssh;

import io.arcconnect.error.Failure;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.PushDuplexStream;
import java.security.PublicKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.jspecify.annotations.Nullable;

/** What one opening of a session needs and learns, carried through MINA in the connection's context. */
final class LoginAttempt {

    static final AttributeKey<LoginAttempt> KEY = new AttributeKey<>();

    private final MachineId machine;
    private final PushDuplexStream stream;
    private final LoginPhase phase;
    private final HostKeyCheck check;
    private volatile @Nullable Failure hostKeyFailure;
    private volatile @Nullable MinaIoSession io;

    LoginAttempt(MachineId machine, PushDuplexStream stream, LoginPhase phase, HostKeyCheck check) {
        this.machine = machine;
        this.stream = stream;
        this.phase = phase;
        this.check = check;
    }

    MachineId machine() {
        return machine;
    }

    PushDuplexStream stream() {
        return stream;
    }

    LoginPhase phase() {
        return phase;
    }

    void connected(MinaIoSession session) {
        io = session;
    }

    MinaIoSession io() {
        return Objects.requireNonNull(io, "not connected");
    }

    List<String> knownKeyTypes() {
        return check.knownTypes(machine.key());
    }

    /** Asks the check once; a refusal is kept, because MINA only passes on that there was one. */
    boolean accepts(PublicKey key) {
        hostKeyFailure = check.refuse(machine.key(), key).orElse(null);
        return hostKeyFailure == null;
    }

    Optional<Failure> hostKeyFailure() {
        return Optional.ofNullable(hostKeyFailure);
    }
}
