package io.arcconnect.internal.plan;

import io.arcconnect.error.ArcReason;
import io.arcconnect.model.AgentVersion;
import io.arcconnect.model.ConnectSpec;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.Obstacle;
import io.arcconnect.model.Plan;
import io.arcconnect.model.PlannedChange;
import io.arcconnect.model.PlannedChange.ConfigureService;
import io.arcconnect.model.PlannedChange.CreateEndpoint;
import io.arcconnect.model.PlannedChange.RegisterProvider;
import io.arcconnect.model.RelayService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From a machine as it is to a plan. Pure. */
final class Decisions {

    private final ConnectSpec spec;
    private final Observation observed;
    private final List<PlannedChange> changes = new ArrayList<>();
    private final List<Obstacle> obstacles = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Decisions(ConnectSpec spec, Observation observed) {
        this.spec = spec;
        this.observed = observed;
    }

    static Plan plan(ConnectSpec spec, Observation observed) {
        Decisions decisions = new Decisions(spec, observed);
        decisions.machine();
        decisions.provider();
        decisions.extensions();
        decisions.connectivity();
        return new Plan(observed.machine().id(), spec, decisions.changes, decisions.obstacles, decisions.notes);
    }

    private void machine() {
        MachineState machine = observed.machine();
        if (machine.isExpired()) {
            obstacle(ArcReason.ARM_MACHINE_EXPIRED, "the machine is Expired");
        } else if (!machine.isConnected() && !machine.status().isBlank()) {
            notes.add("the machine is " + machine.status()
                    + machine.lastStatusChange().map(since -> " since " + since).orElse("")
                    + ": an extension stays queued, and nothing can be verified, until it is connected");
        }
        if (machine.agent().filter(version -> !version.isSupported()).isPresent()) {
            notes.add(
                    "the agent last reported version " + machine.agentVersion().orElse("") + ", older than "
                            + AgentVersion.MINIMUM + ", which knows no service configurations: upgrade it first");
        }
        if (machine.privateLinkScope().isPresent()) {
            notes.add("the machine belongs to an Arc private link scope, which does not carry SSH");
        }
    }

    private void provider() {
        if (!observed.lacksProvider()) {
            return;
        }
        String state = observed.provider().orElseThrow().registrationState();
        if (spec.registerProvider()) {
            changes.add(new RegisterProvider(
                    ProviderRegistration.NAMESPACE, "it is " + state + " in the machine's subscription"));
        } else {
            obstacle(
                    ArcReason.ARM_PROVIDER_NOT_REGISTERED,
                    ProviderRegistration.NAMESPACE + " is " + state
                            + " in the subscription, and registering it was not asked for"
                            + " (ConnectSpec.registeringProvider())");
        }
    }

    private void extensions() {
        ExtensionDecision decision = new ExtensionDecision(spec, observed);
        decision.change().ifPresent(changes::add);
        decision.obstacle().ifPresent(obstacles::add);
        decision.note().ifPresent(notes::add);
    }

    private void connectivity() {
        RelayService wanted = spec.service();
        if (!observed.hasEndpoint()) {
            changes.add(new CreateEndpoint("the machine has none"));
            changes.add(new ConfigureService(wanted, Optional.empty(), "a new endpoint has no service"));
            return;
        }
        Optional<RelayService> configured = observed.service();
        if (configured.isEmpty()) {
            changes.add(new ConfigureService(
                    wanted, Optional.empty(), "the endpoint has no service configuration " + wanted.name()));
        } else if (configured.get().port() != wanted.port()) {
            int port = configured.get().port();
            changes.add(new ConfigureService(
                    wanted,
                    Optional.of(port),
                    "port " + wanted.port() + " is wanted and port " + port + " is configured"));
        }
    }

    private void obstacle(ArcReason reason, String cause) {
        obstacles.add(new Obstacle(reason.code(), cause, reason.remedy()));
    }
}
