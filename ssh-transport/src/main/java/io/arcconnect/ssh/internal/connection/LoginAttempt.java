package io.arcconnect.ssh.internal.connection;

import io.arcconnect.error.Failure;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.PushDuplexStream;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.internal.hostkeys.HostKeyCheck;
import io.arcconnect.ssh.internal.hostkeys.ShownHostKey;
import io.arcconnect.ssh.internal.knownhosts.PublicKeyText;
import java.security.PublicKey;
import java.util.Optional;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.jspecify.annotations.Nullable;

/** What one opening of a session needs and learns, carried through MINA in the connection's context. */
public final class LoginAttempt {

    public static final AttributeKey<LoginAttempt> KEY = new AttributeKey<>();

    private final MachineId machine;
    private final PushDuplexStream stream;
    private final LoginPhase phase;
    private final HostKeyCheck check;
    private final UnderWay underWay = new UnderWay();
    private final WindowShares windows = new WindowShares();
    private final Batch batch = new Batch();
    private volatile @Nullable Failure hostKeyFailure;
    private volatile @Nullable MinaIoSession io;
    private volatile @Nullable PublicKeyText believed;
    private volatile boolean negotiated;
    private volatile @Nullable Throwable givenUp;

    public LoginAttempt(MachineId machine, PushDuplexStream stream, LoginPhase phase, HostKeyCheck check) {
        this.machine = machine;
        this.stream = stream;
        this.phase = phase;
        this.check = check;
    }

    public MachineId machine() {
        return machine;
    }

    /** {@return the id under which the relay knows the connection, if anybody knows it} */
    @Nullable
    public String trackingId() {
        return stream.trackingId().orElse(null);
    }

    PushDuplexStream stream() {
        return stream;
    }

    /** {@return what all channels of the session share} */
    public UnderWay underWay() {
        return underWay;
    }

    /** {@return how much the machine may send to the session's channels unread} */
    public WindowShares windows() {
        return windows;
    }

    /** {@return what is done at the end of everything that is being read} */
    public Batch batch() {
        return batch;
    }

    public LoginPhase phase() {
        return phase;
    }

    void connected(MinaIoSession session) {
        io = session;
    }

    /** {@return why the connection is lost, when it is} */
    public Optional<Throwable> loss() {
        return Optional.ofNullable(givenUp).or(() -> Optional.ofNullable(io).flatMap(MinaIoSession::lossCause));
    }

    /** It is we who end the connection, because nobody is there any more. */
    void giveUp(Throwable cause) {
        givenUp = cause;
    }

    /** {@return a number that changes whenever something arrives} */
    long signsOfLife() {
        return Optional.ofNullable(io).map(MinaIoSession::signsOfLife).orElse(0L);
    }

    /** {@return whether the other side has ended the connection} */
    boolean isEnded() {
        return Optional.ofNullable(io).map(MinaIoSession::isEnded).orElse(false);
    }

    /** {@return whether nothing can be opened any more} */
    public boolean isClosing() {
        return Optional.ofNullable(io).map(MinaIoSession::isClosing).orElse(true);
    }

    /** Keys are exchanged, and authentication begins. */
    void negotiated() {
        negotiated = true;
    }

    boolean isNegotiated() {
        return negotiated;
    }

    HostKeyCheck.Wanted wanted() {
        return check.wanted(machine.key());
    }

    /**
     * Asks the check once; a refusal is kept, because MINA only passes on that there was one. MINA asks again whenever keys
     * are exchanged anew, then on the I/O thread: the key must still be the same.
     */
    boolean accepts(PublicKey key) {
        ShownHostKey shown = MinaHostKeys.shown(key);
        PublicKeyText first = believed;
        if (first != null) {
            return first.equals(shown.key()) || exchanged(first, shown);
        }
        hostKeyFailure = check.refuse(machine.key(), shown).orElse(null);
        if (hostKeyFailure == null) {
            believed = shown.key();
        }
        return hostKeyFailure == null;
    }

    /** Another key in the middle of a session: whoever is there now is not whom we logged in to. */
    private boolean exchanged(PublicKeyText first, ShownHostKey shown) {
        Failure failure = shown.failure(
                        SshReason.HOST_KEY_CHANGED, "the machine shows another key in the middle of a session")
                .with("known", first.fingerprint())
                .on(machine);
        hostKeyFailure = failure;
        giveUp(new SshException(failure));
        return false;
    }

    Optional<Failure> hostKeyFailure() {
        return Optional.ofNullable(hostKeyFailure);
    }
}
