package io.arcconnect.testkit;

import io.arcconnect.testkit.internal.SftpEffect;
import io.arcconnect.testkit.internal.SftpEffect.SftpAfter;
import io.arcconnect.testkit.internal.SftpEffect.SftpMishap;
import io.arcconnect.testkit.internal.SftpEffect.SftpStatus;

/** What goes wrong with SFTP, in sessions that begin after it was armed (draft-ietf-secsh-filexfer-02). */
abstract sealed class SftpFaults extends SshFaults permits Fault {

    SftpFaults() {}

    /**
     * Reads and writes get a status instead of data.
     *
     * @param status such as 3 (permission denied) or 4 (failure, as of a full disk)
     * @param afterBytes of files that pass first, both directions together
     * @return the fault
     */
    public static Fault sftpFails(int status, long afterBytes) {
        return of("sftpFails(" + status + ")", after(afterBytes), new SftpStatus(status, afterBytes));
    }

    /**
     * Nothing is answered any more.
     *
     * @param afterBytes of files that pass first, both directions together; 0 is from the first request on
     * @return the fault
     */
    public static Fault sftpHangs(long afterBytes) {
        return of("sftpHangs", after(afterBytes), new SftpAfter(SftpAfter.What.HANG, afterBytes));
    }

    /**
     * The SFTP server ends with status 1 and its channel is closed; the SSH session goes on.
     *
     * @param afterBytes of files that pass first, both directions together; 0 is at the first request
     * @return the fault
     */
    public static Fault sftpEnds(long afterBytes) {
        return of("sftpEnds", after(afterBytes), new SftpAfter(SftpAfter.What.END, afterBytes));
    }

    /** {@return reads get no more than a third of what was asked for, which is legal} */
    public static Fault sftpShortReads() {
        return of("sftpShortReads", "", SftpMishap.SHORT_READS);
    }

    /** {@return replies carry ids that nobody asked with} */
    public static Fault sftpWrongIds() {
        return of("sftpWrongIds", "", SftpMishap.WRONG_IDS);
    }

    /** {@return every reply comes twice} */
    public static Fault sftpRepliesTwice() {
        return of("sftpRepliesTwice", "", SftpMishap.REPLIES_TWICE);
    }

    /** {@return replies claim to be 2 GiB long} */
    public static Fault sftpOversized() {
        return of("sftpOversized", "", SftpMishap.OVERSIZED);
    }

    private static String after(long bytes) {
        return bytes == 0 ? "at once" : "after " + bytes + " bytes";
    }

    private static Fault of(String name, String detail, SftpEffect effect) {
        return Fault.of(name, detail, FaultPlace.SFTP, effect);
    }
}
