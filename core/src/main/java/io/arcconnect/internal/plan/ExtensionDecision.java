package io.arcconnect.internal.plan;

import io.arcconnect.error.ArcReason;
import io.arcconnect.model.ConnectSpec;
import io.arcconnect.model.ConnectSpec.OpenSsh;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.Obstacle;
import io.arcconnect.model.PlannedChange;
import io.arcconnect.model.PlannedChange.InstallExtension;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which extension a machine needs: on Windows the one that brings OpenSSH, on Linux the one for Entra login. Pure. */
final class ExtensionDecision {

    private static final ExtensionSpec OPEN_SSH = ExtensionSpec.openSshForWindows();
    private static final ExtensionSpec ENTRA_LOGIN = ExtensionSpec.entraLoginForLinux();

    private final ConnectSpec spec;
    private final Observation observed;
    private final MachineState machine;
    private @Nullable PlannedChange change;
    private @Nullable Obstacle obstacle;
    private @Nullable String note;

    ExtensionDecision(ConnectSpec spec, Observation observed) {
        this.spec = spec;
        this.observed = observed;
        this.machine = observed.machine();
        if (machine.isWindows()) {
            windows();
        } else if (spec.entraLogin()) {
            linux();
        }
    }

    Optional<PlannedChange> change() {
        return Optional.ofNullable(change);
    }

    Optional<Obstacle> obstacle() {
        return Optional.ofNullable(obstacle);
    }

    Optional<String> note() {
        return Optional.ofNullable(note);
    }

    private void windows() {
        if (spec.entraLogin()) {
            obstacle = new Obstacle(
                    ArcReason.PROVISIONING_BLOCKED.code(),
                    "the machine runs Windows, where SSH has no login with Entra ID",
                    "Use a local user there, and leave Entra login out of the plan.");
        } else if (spec.openSsh() != OpenSsh.NEVER) {
            Optional<String> needless =
                    spec.openSsh() == OpenSsh.ALWAYS ? Optional.empty() : needless(observed.extension(OPEN_SSH));
            needless.ifPresentOrElse(why -> note = why, () -> require(OPEN_SSH, whyOpenSsh()));
        }
    }

    /** The dial itself is the real test (protocol.md 9, row 32). */
    private Optional<String> needless(Optional<ExtensionState> there) {
        if (observed.sshAnswers().orElse(false)) {
            return Optional.of(OPEN_SSH.name() + " is not needed: an SSH server answers on port "
                    + spec.service().port());
        }
        return there.isEmpty()
                        && machine.os().isWindowsWithOpenSsh()
                        && observed.sshAnswers().isEmpty()
                ? Optional.of(OPEN_SSH.name() + " is not needed: this Windows brings its own SSH server")
                : Optional.empty();
    }

    private String whyOpenSsh() {
        return observed.sshAnswers().isPresent()
                ? "no SSH server answers on port " + spec.service().port()
                : "Windows needs it for SSH, and nothing else is known to answer on port "
                        + spec.service().port();
    }

    private void linux() {
        boolean identity = machine.identity()
                .filter(own -> own.type().toLowerCase(java.util.Locale.ROOT).contains("systemassigned"))
                .isPresent();
        if (identity) {
            require(ENTRA_LOGIN, "people log in with Entra ID");
        } else {
            obstacle = new Obstacle(
                    ArcReason.PROVISIONING_BLOCKED.code(),
                    ENTRA_LOGIN.name() + " needs the machine's system-assigned identity, and it has none",
                    "Connect the machine's agent again, which gives it one.");
        }
    }

    private void require(ExtensionSpec wanted, String reason) {
        Optional<ExtensionState> there = observed.extension(wanted);
        if (there.filter(ExtensionState::isSucceeded).isPresent()) {
            note = there.get().name() + " is installed";
            return;
        }
        if (there.filter(state -> state.provisioningState().equalsIgnoreCase("Failed"))
                .isPresent()) {
            obstacle = new Obstacle(
                    ArcReason.PROVISIONING_EXTENSION_FAILED.code(),
                    there.get().name() + " is there and is Failed: "
                            + there.get().message(),
                    ArcReason.PROVISIONING_EXTENSION_FAILED.remedy());
            return;
        }
        Optional<ExtensionState> namesake = there.isPresent() ? Optional.empty() : observed.named(wanted.name());
        if (namesake.isPresent()) {
            obstacle = new Obstacle(
                    ArcReason.PROVISIONING_BLOCKED.code(),
                    "the name " + wanted.name() + " is taken by the extension "
                            + namesake.get().publisher() + "/" + namesake.get().type()
                            + ", which would be replaced",
                    "Remove that extension, if nobody needs it.");
            return;
        }
        // What Azure knows is as old as the last heartbeat: worth a word, and no refusal.
        note = machine.agentConfiguration()
                .blocks(wanted)
                .map(block -> "the agent last reported " + block + ": installing " + wanted.name()
                        + " will probably be refused")
                .orElse(null);
        change = there.map(state -> new InstallExtension(
                        named(wanted, state.name()), replaced(state), "it is " + state.provisioningState()))
                .orElseGet(() -> new InstallExtension(wanted, Optional.empty(), reason));
    }

    /** What is under way is waited for and not replaced. */
    private static Optional<String> replaced(ExtensionState state) {
        return state.isTerminal()
                ? Optional.of(state.typeHandlerVersion().orElse("unknown version"))
                : Optional.empty();
    }

    private static ExtensionSpec named(ExtensionSpec wanted, String name) {
        return ExtensionSpec.of(name, wanted.publisher(), wanted.type());
    }
}
