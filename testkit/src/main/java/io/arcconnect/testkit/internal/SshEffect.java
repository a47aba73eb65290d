package io.arcconnect.testkit.internal;

import io.arcconnect.testkit.SshPhase;

/** What a fault does to a connection of the embedded SSH server. */
public sealed interface SshEffect extends FaultEffect {

    /** Something that happens once it can. */
    enum SshMishap implements SshEffect {
        /** Another host key. */
        CHANGED_HOST_KEY,
        /** Not a word. */
        SILENT,
        /** The greeting of something else. */
        GARBAGE_BANNER,
        /** No login. */
        LOGIN_REFUSED,
        /** No channel. */
        CHANNEL_REFUSED,
        /** No command, shell or subsystem. */
        REQUEST_REFUSED,
        /** A window of 0, for ever. */
        WINDOW_NEVER_OPENED,
        /** The process ends before an exit status is told. */
        KILLED_MID_COMMAND,
        /** No exit status. */
        EXIT_STATUS_LOST
    }

    /**
     * The connection ends at a phase.
     *
     * @param phase when
     * @param ending how
     */
    record AtPhase(SshPhase phase, Ending ending) implements SshEffect {

        /** How it ends. */
        public enum Ending {
            /** It stays open and is silent. */
            HANG,
            /** With a word. */
            DISCONNECT,
            /** Without a word. */
            KILL
        }
    }

    /**
     * Something happens after a number of bytes of channels.
     *
     * @param what happens
     * @param bytes both directions together
     */
    record AfterBytes(What what, long bytes) implements SshEffect {

        /** What happens. */
        public enum What {
            /** The connection ends without a word. */
            KILL,
            /** It stays open and is silent. */
            STALL,
            /** A packet is spoilt. */
            CORRUPT
        }
    }

    /**
     * Text before anything useful.
     *
     * @param login whether in the login, or before the server's name
     * @param bytes how much
     */
    record Flood(boolean login, int bytes) implements SshEffect {}

    /**
     * Keys are exchanged often.
     *
     * @param bytes after each so many
     */
    record Rekey(int bytes) implements SshEffect {}
}
