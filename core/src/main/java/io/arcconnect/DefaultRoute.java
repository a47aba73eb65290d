package io.arcconnect;

import io.arcconnect.internal.limit.ConnectionGates;
import io.arcconnect.internal.relay.RelayDialing;
import io.arcconnect.internal.runcommand.RunCommands;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.RunCommandResult;
import io.arcconnect.model.RunCommandSpec;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.LocalDialer;
import io.arcconnect.spi.LocalListener;
import io.arcconnect.spi.RelayCredentialBroker;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.Route;
import java.util.Optional;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The way to one machine, under one policy. */
record DefaultRoute(
        MachineId machine,
        RelayCredentialBroker broker,
        RelayDialing dialing,
        LocalListener listener,
        LocalDialer localDialer,
        Scheduler scheduler,
        Reporter reporter,
        Optional<RunCommands> runCommands,
        OpenThings openThings,
        ConnectionGates gates)
        implements Route {

    /** The same way with credentials from elsewhere. */
    DefaultRoute with(RelayCredentialBroker other) {
        return new DefaultRoute(
                machine, other, dialing, listener, localDialer, scheduler, reporter, runCommands, openThings, gates);
    }

    @Override
    public Mono<DuplexStream> dial(RelayService service) {
        Mono<DuplexStream> dial = Mono.defer(() -> {
            openThings.requireOpen();
            return dialing.dial(broker, machine, service);
        });
        return openThings.underWay(gates.through(machine, scheduler, dial).map(openThings::track));
    }

    @Override
    public Mono<RunCommandResult> runCommand(RunCommandSpec spec) {
        return Mono.defer(() -> {
            openThings.requireOpen();
            return runCommands
                    .map(agents -> agents.run(machine, spec))
                    .orElseGet(() -> Route.super.runCommand(spec))
                    .publishOn(scheduler);
        });
    }

    @Override
    public <T extends AsyncCloseable> T shared(Object key, Supplier<T> factory) {
        return openThings.shared(key, factory);
    }

    @Override
    public <T extends AsyncCloseable> T sharedByAll(Object key, Supplier<T> factory) {
        return openThings.sharedByAll(key, factory);
    }
}
