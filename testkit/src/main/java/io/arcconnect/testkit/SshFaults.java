package io.arcconnect.testkit;

import io.arcconnect.testkit.internal.SshEffect;
import io.arcconnect.testkit.internal.SshEffect.AfterBytes;
import io.arcconnect.testkit.internal.SshEffect.AtPhase;
import io.arcconnect.testkit.internal.SshEffect.Flood;
import io.arcconnect.testkit.internal.SshEffect.Rekey;
import io.arcconnect.testkit.internal.SshEffect.SshMishap;
import java.util.Objects;

/**
 * What goes wrong with the machine's SSH server, where that is an {@link EmbeddedSsh}. Those that count bytes concern
 * connections that are opened after they were armed.
 */
abstract sealed class SshFaults extends StreamFaults permits SftpFaults {

    SshFaults() {}

    /** {@return the server shows another host key than its own, always the same one} */
    public static Fault changedHostKey() {
        return of("changedHostKey", "", SshMishap.CHANGED_HOST_KEY);
    }

    /** {@return the server says nothing to a connection, not even its name} */
    public static Fault silentServer() {
        return of("silentServer", "", SshMishap.SILENT);
    }

    /** {@return something that is no SSH server greets, as a mail server does, and waits} */
    public static Fault garbageBanner() {
        return of("garbageBanner", "", SshMishap.GARBAGE_BANNER);
    }

    /**
     * The server sends lines of text before its name (RFC 4253 section 4.2).
     *
     * @param bytes how much text, 1 or more
     * @return the fault
     */
    public static Fault bannerFlood(int bytes) {
        return of("bannerFlood", "of " + positive(bytes) + " bytes", new Flood(false, bytes));
    }

    /**
     * The server sends banners before anybody logs in (RFC 4252 section 5.4).
     *
     * @param bytes how much text in all, 1 or more
     * @return the fault
     */
    public static Fault loginBannerFlood(int bytes) {
        return of("loginBannerFlood", "of " + positive(bytes) + " bytes", new Flood(true, bytes));
    }

    /**
     * The server says nothing more, and the connection stays open.
     *
     * @param phase from when on
     * @return the fault
     */
    public static Fault sshHangs(SshPhase phase) {
        return at("sshHangs", phase, AtPhase.Ending.HANG);
    }

    /**
     * The server takes its leave with {@code SSH_MSG_DISCONNECT} (RFC 4253 section 11.1).
     *
     * @param phase when
     * @return the fault
     */
    public static Fault sshDisconnects(SshPhase phase) {
        return at("sshDisconnects", phase, AtPhase.Ending.DISCONNECT);
    }

    /**
     * The server's process is killed: its connection ends without a word.
     *
     * @param phase when
     * @return the fault
     */
    public static Fault sshdKilled(SshPhase phase) {
        return at("sshdKilled", phase, AtPhase.Ending.KILL);
    }

    /**
     * The server's process is killed while data passes.
     *
     * @param bytes of channels that pass first, both directions together
     * @return the fault
     */
    public static Fault sshdKilledAfter(long bytes) {
        return after("sshdKilledAfter", AfterBytes.What.KILL, bytes);
    }

    /** {@return the server's process is killed when a command has run and written, before its exit status is told} */
    public static Fault sshdKilledMidCommand() {
        return of("sshdKilledMidCommand", "", SshMishap.KILLED_MID_COMMAND);
    }

    /** {@return a command's channel is closed without exit status} */
    public static Fault exitStatusLost() {
        return of("exitStatusLost", "", SshMishap.EXIT_STATUS_LOST);
    }

    /**
     * The server's process is stopped: nothing comes any more, and the connection stays open.
     *
     * @param bytes of channels that pass first, both directions together
     * @return the fault
     */
    public static Fault sshStalls(long bytes) {
        return after("sshStalls", AfterBytes.What.STALL, bytes);
    }

    /**
     * One bit of a packet is wrong, so that its authentication fails.
     *
     * @param bytes of channels that pass first, both directions together
     * @return the fault
     */
    public static Fault sshCorrupted(long bytes) {
        return after("sshCorrupted", AfterBytes.What.CORRUPT, bytes);
    }

    /**
     * The server exchanges keys again and again.
     *
     * @param bytes after each so many, in either direction; 1024 or more
     * @return the fault
     */
    public static Fault rekeyAfter(int bytes) {
        if (bytes < 1024) {
            throw new IllegalArgumentException("keys are exchanged after 1024 bytes or more, got " + bytes);
        }
        return of("rekeyAfter", bytes + " bytes", new Rekey(bytes));
    }

    /** {@return nobody may log in, by no key and no password} */
    public static Fault loginRefused() {
        return of("loginRefused", "", SshMishap.LOGIN_REFUSED);
    }

    /** {@return channels are not opened, for want of resources (RFC 4254 section 5.1)} */
    public static Fault channelRefused() {
        return of("channelRefused", "", SshMishap.CHANNEL_REFUSED);
    }

    /** {@return commands, shells and subsystems are refused on channels that are open} */
    public static Fault requestRefused() {
        return of("requestRefused", "", SshMishap.REQUEST_REFUSED);
    }

    /** {@return channels are opened with a window of 0, which is never adjusted: nobody may write to the machine} */
    public static Fault windowNeverOpened() {
        return of("windowNeverOpened", "", SshMishap.WINDOW_NEVER_OPENED);
    }

    private static int positive(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a flood has 1 byte or more, got " + bytes);
        }
        return bytes;
    }

    private static Fault at(String name, SshPhase phase, AtPhase.Ending ending) {
        Objects.requireNonNull(phase, "phase");
        return of(name + "(" + phase + ")", "", new AtPhase(phase, ending));
    }

    private static Fault after(String name, AfterBytes.What what, long bytes) {
        return of(name, bytes + " bytes", new AfterBytes(what, bytes));
    }

    private static Fault of(String name, String detail, SshEffect effect) {
        return Fault.of(name, detail, FaultPlace.SSH, effect);
    }
}
