package io.arcconnect.ssh.internal.hostkeys;

import io.arcconnect.ssh.HostKeyDecision;
import io.arcconnect.ssh.HostKeySource;

/** Who judges the key of a machine that no file knows. */
public sealed interface FirstContact {

    /** Something that can be said as soon as the key is seen. */
    record Judged(HostKeyCheck check) implements FirstContact {

        @Override
        public boolean mayBelieve() {
            return check instanceof TrustingCheck;
        }

        @Override
        public String words() {
            return "take it on trust";
        }
    }

    /** Somebody who takes time, when the key has been seen. */
    record Asked(HostKeyDecision decision) implements FirstContact {

        @Override
        public boolean mayBelieve() {
            return true;
        }

        @Override
        public String words() {
            return "ask whether it is the machine's";
        }
    }

    /** Somebody who takes time, and need not see the key. */
    record Verified(HostKeySource source) implements FirstContact {

        @Override
        public boolean mayBelieve() {
            return true;
        }

        @Override
        public String words() {
            return "compare it with what the configured source says";
        }
    }

    /** {@return whether a session may believe a key that a look, which asks nobody, cannot judge} */
    boolean mayBelieve();

    /** {@return what a session will do with it} */
    String words();
}
