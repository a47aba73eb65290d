package io.arcconnect.testkit.internal.ssh;

import io.arcconnect.testkit.internal.FaultSource;
import io.arcconnect.testkit.internal.SftpEffect.SftpAfter;
import io.arcconnect.testkit.internal.SftpEffect.SftpMishap;
import io.arcconnect.testkit.internal.SftpEffect.SftpStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.apache.sshd.sftp.server.SftpSubsystem;
import org.apache.sshd.sftp.server.SftpSubsystemConfigurator;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An SFTP session that misbehaves where a fault is armed when it begins, and is MINA's own otherwise. */
final class FaultySftp extends SftpSubsystem {

    private final Set<SftpMishap> mishaps = EnumSet.noneOf(SftpMishap.class);
    private final Optional<SftpStatus> failure;
    private final Optional<SftpAfter> hang;
    private final Optional<SftpAfter> end;
    private long passed;
    private boolean ended;

    private FaultySftp(ChannelSession channel, SftpSubsystemConfigurator configuration, FaultSource faults) {
        super(channel, configuration);
        for (SftpMishap mishap : SftpMishap.values()) {
            if (faults.strikes(mishap)) {
                mishaps.add(mishap);
            }
        }
        this.failure = faults.fault(SftpStatus.class, any -> true);
        this.hang = faults.fault(SftpAfter.class, armed -> armed.what() == SftpAfter.What.HANG);
        this.end = faults.fault(SftpAfter.class, armed -> armed.what() == SftpAfter.What.END);
    }

    static SftpSubsystemFactory factory(FaultSource faults) {
        return new SftpSubsystemFactory() {
            @Override
            public Command createSubsystem(ChannelSession channel) {
                return new FaultySftp(channel, this, faults);
            }
        };
    }

    @Override
    protected void doProcess(Buffer request, int length, int type, int id) throws IOException {
        if (type != SftpConstants.SSH_FXP_INIT && isOver()) {
            return;
        }
        super.doProcess(request, length, type, id);
    }

    @Override
    protected int doRead(
            int id, String handle, long offset, int length, byte[] data, int at, AtomicReference<Boolean> eof)
            throws IOException {
        failIfDue();
        int wanted = mishaps.contains(SftpMishap.SHORT_READS) ? Math.max(1, length / 3) : length;
        int read = super.doRead(id, handle, offset, wanted, data, at, eof);
        passed += Math.max(0, read);
        return read;
    }

    @Override
    protected void doWrite(int id, String handle, long offset, int length, byte[] data, int at, int remaining)
            throws IOException {
        failIfDue();
        super.doWrite(id, handle, offset, length, data, at, remaining);
        passed += length;
    }

    @Override
    protected void send(Buffer reply) throws IOException {
        boolean greeting = reply.rawByte(reply.rpos() + 4) == SftpConstants.SSH_FXP_VERSION;
        if (greeting || mishaps.isEmpty()) {
            super.send(reply);
            return;
        }
        byte[] copy = reply.getCompactData();
        ByteBuffer packet = ByteBuffer.wrap(copy);
        packet.putInt(0, copy.length - Integer.BYTES);
        if (mishaps.contains(SftpMishap.WRONG_IDS)) {
            packet.putInt(5, packet.getInt(5) + 1_000_000);
        }
        if (mishaps.contains(SftpMishap.OVERSIZED)) {
            packet.putInt(0, Integer.MAX_VALUE);
        }
        out.writeBuffer(new ByteArrayBuffer(copy));
        if (mishaps.contains(SftpMishap.REPLIES_TWICE)) {
            out.writeBuffer(new ByteArrayBuffer(copy.clone()));
        }
    }

    private void failIfDue() throws IOException {
        if (failure.isPresent() && passed >= failure.get().bytes()) {
            throw new SftpException(failure.get().status(), "The disk has a fault.");
        }
    }

    private boolean isOver() {
        if (end.isPresent() && passed >= end.get().bytes() && !ended) {
            ended = true;
            callback.onExit(1, "killed");
        }
        return ended || (hang.isPresent() && passed >= hang.get().bytes());
    }
}
