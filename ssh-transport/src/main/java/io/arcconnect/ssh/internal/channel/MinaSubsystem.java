package io.arcconnect.ssh.internal.channel;

import io.arcconnect.spi.ActionReport;
import io.arcconnect.ssh.internal.connection.LoginAttempt;
import java.util.List;

/** A session channel that carries a protocol of its own (RFC 4254, section 6.5), such as SFTP. */
public final class MinaSubsystem extends MinaProgram {

    public MinaSubsystem(String name, LoginAttempt attempt, ActionReport report) {
        super("the subsystem \"" + name + '"', List.of(ChannelRequest.subsystem(name)), attempt, report);
    }

    /** The protocol has no place for a second output, and one that nobody reads would stop the first. */
    @Override
    protected void doWriteExtendedData(byte[] data, int offset, long length) {
        report().received(length);
        credit().give(length);
    }
}
