package io.arcconnect.rdp;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import java.util.Optional;

/** Why a tunnel would lead to no remote desktop, in words that say what to do. Pure. */
final class RdpRefusals {

    private RdpRefusals() {}

    /**
     * Says it.
     *
     * @param machine which
     * @param found on the port that was asked for
     * @param usual on a remote desktop's usual port, where that is another one
     */
    static RdpException of(MachineId machine, RdpFinding found, Optional<RdpFinding> usual) {
        return new RdpException(Failure.of(RdpReason.TARGET_REFUSED, Stage.CHANNEL, words(found, usual))
                .on(machine)
                .with("port", found.port())
                .with("found", found.answer())
                .causedBy(found.refusal()));
    }

    private static String words(RdpFinding found, Optional<RdpFinding> usual) {
        if (usual.isPresent() && usual.get().answer() == RdpAnswer.DESKTOP) {
            return found.words() + ", but " + usual.get().words() + ": leave out targetPort(" + found.port() + ")";
        }
        return found.words() + " (" + found.answer().meaning() + ")"
                + usual.map(other -> ", and " + other.words()).orElse("");
    }
}
