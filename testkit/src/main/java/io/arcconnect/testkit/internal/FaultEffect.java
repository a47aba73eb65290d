package io.arcconnect.testkit.internal;

import java.time.Duration;

/** What an armed fault does. */
public sealed interface FaultEffect
        permits ArmEffect,
                DialEffect,
                StreamEffect,
                SshEffect,
                SftpEffect,
                FaultEffect.CredentialFlaw,
                FaultEffect.OperationFate,
                FaultEffect.Skew {

    /** What becomes of a long-running operation that begins. */
    enum OperationFate implements FaultEffect {
        /** It runs for ever. */
        STUCK,
        /** It ends as {@code Failed}. */
        FAILED,
        /** It ends as {@code Canceled}. */
        CANCELLED,
        /** Looks at it get 404. */
        FORGOTTEN,
        /** It is followed on another host. */
        FOREIGN_HOST
    }

    /** Issued credentials have a flaw. */
    enum CredentialFlaw implements FaultEffect {
        /** No {@code serviceConfigurationToken}. */
        WITHOUT_TOKEN,
        /** The access key has ended already. */
        EXPIRED,
        /** The access key is signed with a wrong key. */
        FORGED,
        /** The access key opens another path. */
        OTHER_PATH,
        /** The service configuration token has ended already. */
        EXPIRED_SERVICE_TOKEN
    }

    /**
     * A clock is off.
     *
     * @param of whose
     * @param offset positive is ahead
     */
    record Skew(Of of, Duration offset) implements FaultEffect {

        /** Whose clock. */
        public enum Of {
            /** Azure Resource Manager's. */
            ARM,
            /** The relay's. */
            RELAY,
            /** The machine's. */
            MACHINE
        }
    }
}
