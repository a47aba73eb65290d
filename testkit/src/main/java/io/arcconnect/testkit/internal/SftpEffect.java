package io.arcconnect.testkit.internal;

/** What a fault does to an SFTP session. */
public sealed interface SftpEffect extends FaultEffect {

    /** How replies are wrong. */
    enum SftpMishap implements SftpEffect {
        /** Reads get less than was asked for. */
        SHORT_READS,
        /** Ids nobody asked with. */
        WRONG_IDS,
        /** Everything twice. */
        REPLIES_TWICE,
        /** A length of 2 GiB. */
        OVERSIZED
    }

    /**
     * Reads and writes get a status.
     *
     * @param status which
     * @param bytes of files that pass first
     */
    record SftpStatus(int status, long bytes) implements SftpEffect {}

    /**
     * Something happens after a number of bytes.
     *
     * @param what happens
     * @param bytes of files that pass first
     */
    record SftpAfter(What what, long bytes) implements SftpEffect {

        /** What happens. */
        public enum What {
            /** Nothing is answered. */
            HANG,
            /** The server ends. */
            END
        }
    }
}
