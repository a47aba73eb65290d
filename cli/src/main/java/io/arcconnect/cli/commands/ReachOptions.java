package io.arcconnect.cli.commands;

import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.ArcMachine;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.options.Azure;
import io.arcconnect.cli.options.AzureOptions;
import io.arcconnect.cli.options.BadArgument;
import io.arcconnect.cli.options.LoginOptions;
import io.arcconnect.cli.options.MachineOptions;
import io.arcconnect.cli.run.CommandRun;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.Ssh;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import reactor.core.publisher.Mono;

/** Which machine, who is asking, and who logs in: what every command takes that works over SSH. */
final class ReachOptions {

    @Mixin
    MachineOptions machine = new MachineOptions();

    @Mixin
    AzureOptions azure = new AzureOptions();

    @Mixin
    LoginOptions login = new LoginOptions();

    /**
     * Does something with a machine, and closes everything.
     *
     * @param around the process
     * @param cloud where to find Azure
     * @param spec the command, for what is wrong with its arguments
     * @param named the machine, where another argument names it
     * @param more what else is wanted of the way to Azure
     * @param work what to do with the machine and the login
     */
    <T> T on(
            Surroundings around,
            Azure cloud,
            @Nullable CommandSpec spec,
            Optional<String> named,
            UnaryOperator<ArcConnectBuilder> more,
            BiFunction<ArcMachine, Ssh, Mono<T>> work) {
        MachineId id = BadArgument.in(spec, () -> machine.machineAlsoNamed(named, around.environment()));
        return CommandRun.on(
                more.apply(cloud.builder(azure)), arc -> login.reach(arc.machine(id), azure, around, work));
    }
}
