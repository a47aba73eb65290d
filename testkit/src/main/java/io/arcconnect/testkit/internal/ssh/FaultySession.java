package io.arcconnect.testkit.internal.ssh;

import io.arcconnect.testkit.internal.FaultSource;
import io.arcconnect.testkit.internal.SshEffect.AfterBytes;
import io.arcconnect.testkit.internal.SshEffect.AtPhase;
import io.arcconnect.testkit.internal.SshEffect.Flood;
import io.arcconnect.testkit.internal.SshEffect.Rekey;
import io.arcconnect.testkit.internal.SshEffect.SshMishap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.io.AbstractIoWriteFuture;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.logging.SimplifiedLog;
import org.apache.sshd.server.ServerFactoryManager;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.apache.sshd.server.session.SessionFactory;

/** A connection that misbehaves where a fault is armed, and is MINA's own otherwise. */
final class FaultySession extends ServerSessionImpl {

    private static final byte[] MAIL_SERVER = "220 mail ESMTP\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String LINE = "Authorized uses only. All activity may be monitored and reported.";
    private static final int BANNER = 16_384;
    private static final int PATIENCE_SECONDS = 5;

    private final FaultSource faults;
    private final Supplier<KeyPair> otherHostKey;
    private final List<AfterBytes> later = new CopyOnWriteArrayList<>();
    private final AtomicLong carried = new AtomicLong();
    private final Set<Long> closedWindows = ConcurrentHashMap.newKeySet();
    private volatile boolean silent;
    private volatile boolean corrupt;

    private FaultySession(ServerFactoryManager server, IoSession io, FaultSource faults, Supplier<KeyPair> otherHostKey)
            throws Exception {
        super(server, io);
        this.faults = faults;
        this.otherHostKey = otherHostKey;
    }

    /** Packets hold passwords, and a test's log is read by others. */
    @Override
    protected SimplifiedLog getSimplifiedLogger() {
        return SimplifiedLog.EMPTY;
    }

    static SessionFactory factory(ServerFactoryManager server, FaultSource faults, Supplier<KeyPair> otherHostKey) {
        return new SessionFactory(server) {
            @Override
            protected ServerSessionImpl doCreateSession(IoSession io) throws Exception {
                return new FaultySession(getServer(), io, faults, otherHostKey);
            }
        };
    }

    @Override
    public void start() throws Exception {
        for (AfterBytes.What what : AfterBytes.What.values()) {
            faults.fault(AfterBytes.class, armed -> armed.what() == what).ifPresent(later::add);
        }
        faults.fault(Rekey.class, any -> true).ifPresent(often -> maxRekeyBytes = often.bytes());
        if (faults.strikes(SshMishap.CHANGED_HOST_KEY)) {
            setKeyPairProvider(KeyPairProvider.wrap(otherHostKey.get()));
        }
        if (faults.strikes(SshMishap.SILENT)) {
            silent = true;
        } else if (faults.strikes(SshMishap.GARBAGE_BANNER)) {
            silent = true;
            getIoSession().writeBuffer(new ByteArrayBuffer(MAIL_SERVER));
        } else {
            super.start();
        }
    }

    @Override
    protected IoWriteFuture sendServerIdentification(List<String> lines) throws Exception {
        List<String> more = new ArrayList<>(lines);
        faults.fault(Flood.class, flood -> !flood.login())
                .ifPresent(flood -> more.addAll(Collections.nCopies(1 + flood.bytes() / LINE.length(), LINE)));
        return super.sendServerIdentification(more);
    }

    @Override
    public void messageReceived(Readable buffer) throws Exception {
        if (!silent) {
            super.messageReceived(buffer);
        }
    }

    @Override
    protected void doHandleMessage(Buffer packet) throws Exception {
        if (silent) {
            return;
        }
        Optional<AtPhase> end =
                SshPackets.phase(packet).flatMap(phase -> faults.fault(AtPhase.class, armed -> armed.phase() == phase));
        if (end.isPresent()) {
            end(end.get().ending());
            return;
        }
        Optional<Buffer> refusal = new SshRefusals(this, faults).of(packet);
        if (refusal.isPresent()) {
            writePacket(refusal.get());
            return;
        }
        boolean beginsLogin = SshPackets.command(packet) == SshConstants.SSH_MSG_SERVICE_REQUEST;
        long payload = SshPackets.payload(packet);
        super.doHandleMessage(packet);
        if (beginsLogin) {
            faults.fault(Flood.class, Flood::login).ifPresent(this::flood);
        }
        carry(payload);
    }

    @Override
    public IoWriteFuture writePacket(Buffer packet) throws IOException {
        int command = SshPackets.command(packet);
        if (silent || isLost(command, packet)) {
            return AbstractIoWriteFuture.fulfilled(this, true);
        }
        if (command == SshConstants.SSH_MSG_CHANNEL_OPEN_CONFIRMATION
                && faults.strikes(SshMishap.WINDOW_NEVER_OPENED)) {
            closedWindows.add(SshPackets.channel(packet));
            SshPackets.closeWindow(packet);
        }
        long payload = SshPackets.payload(packet);
        IoWriteFuture written = super.writePacket(packet);
        carry(payload);
        return written;
    }

    /** How channels are closed; nothing else goes this way. */
    @Override
    public IoWriteFuture writePacket(Buffer packet, long timeout, TimeUnit unit) throws IOException {
        return silent ? AbstractIoWriteFuture.fulfilled(this, true) : super.writePacket(packet, timeout, unit);
    }

    @Override
    protected Buffer encode(Buffer packet) throws IOException {
        Buffer encoded = super.encode(packet);
        if (corrupt) {
            encoded.array()[encoded.wpos() - 1] ^= 1;
        }
        return encoded;
    }

    private boolean isLost(int command, Buffer packet) {
        if (command == SshConstants.SSH_MSG_CHANNEL_WINDOW_ADJUST) {
            return closedWindows.contains(SshPackets.channel(packet));
        }
        if (!SshPackets.tellsExitStatus(packet)) {
            return false;
        }
        if (faults.strikes(SshMishap.KILLED_MID_COMMAND)) {
            kill();
            return true;
        }
        return faults.strikes(SshMishap.EXIT_STATUS_LOST);
    }

    private void carry(long payload) {
        if (payload == 0 || later.isEmpty()) {
            return;
        }
        long sum = carried.addAndGet(payload);
        for (AfterBytes due : List.copyOf(later)) {
            if (sum >= due.bytes() && later.remove(due)) {
                switch (due.what()) {
                    case KILL -> kill();
                    case STALL -> silent = true;
                    case CORRUPT -> corrupt = true;
                }
            }
        }
    }

    private void end(AtPhase.Ending ending) throws IOException {
        switch (ending) {
            case HANG -> silent = true;
            case DISCONNECT -> sayGoodbye();
            case KILL -> kill();
        }
    }

    /** What still comes is read and dropped: a socket that is closed with bytes unread is reset, and the word is lost. */
    private void sayGoodbye() throws IOException {
        Buffer goodbye = createBuffer(SshConstants.SSH_MSG_DISCONNECT, 64);
        goodbye.putUInt(SshConstants.SSH2_DISCONNECT_BY_APPLICATION);
        goodbye.putString("The server is shutting down.");
        goodbye.putString("");
        writePacket(goodbye);
        silent = true;
        closeLater();
    }

    /**
     * As the kernel does with the sockets of a process that had read everything. What still comes is read and dropped here too: a
     * reset instead would be told apart on the way, and whether there is one would be chance.
     */
    private void kill() {
        silent = true;
        try {
            getIoSession().shutdownOutputStream();
        } catch (IOException clientHasGone) {
            getIoSession().close(true);
        }
        closeLater();
    }

    private void closeLater() {
        getFactoryManager()
                .getScheduledExecutorService()
                .schedule(() -> getIoSession().close(true), PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void flood(Flood flood) {
        try {
            for (int sent = 0; sent < flood.bytes(); sent += BANNER) {
                Buffer banner = createBuffer(SshConstants.SSH_MSG_USERAUTH_BANNER, BANNER + 64);
                banner.putString("#".repeat(Math.min(BANNER, flood.bytes() - sent)));
                banner.putString("");
                writePacket(banner);
            }
        } catch (IOException clientHasGone) {
            kill();
        }
    }
}
