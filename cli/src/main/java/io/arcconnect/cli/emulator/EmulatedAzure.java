package io.arcconnect.cli.emulator;

import io.arcconnect.model.Secret;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.ArcEmulatorBuilder;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.EntraEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Azure Resource Manager, relay, agents, machines and Entra ID, on 127.0.0.1. */
final class EmulatedAzure implements AutoCloseable {

    static final String USER = "azureuser";
    private static final Duration POLLING = Duration.ofSeconds(1);

    static final String CLIENT_ID = "11111111-0000-4000-8000-00000000a4c0";

    private final EntraEmulator entra = EntraEmulator.start().approveEveryCode();
    private final Secret clientSecret = Secret.of(UUID.randomUUID().toString());
    private final Secret password = Secret.of(UUID.randomUUID().toString());
    private final Map<String, EmbeddedSsh> servers = new LinkedHashMap<>();
    private final ArcEmulator arc;
    private final String subscription;

    /**
     * Starts it.
     *
     * @param machines which there are
     * @param targets SSH servers that answer for some of them; the others have embedded ones
     * @param key that logs in to the embedded ones, beside the password
     * @param files whose folders are the files of the machines
     * @param systemShell whether their commands are run by this computer's shell
     */
    EmulatedAzure(List<MachineWish> machines, List<SshTarget> targets, PublicKey key, Path files, boolean systemShell)
            throws IOException {
        entra.servicePrincipal(CLIENT_ID, clientSecret, "emulator");
        ArcEmulatorBuilder builder = ArcEmulator.builder().entra(entra).retryAfter(POLLING);
        for (MachineWish wish : machines) {
            Optional<SshTarget> target =
                    targets.stream().filter(each -> each.isFor(wish)).findFirst();
            EmulatedMachine machine = described(wish);
            if (target.isPresent()) {
                builder.machine(machine.target(22, target.get().address()));
            } else {
                EmbeddedSsh server = server(key, Files.createDirectories(files.resolve(wish.name())), systemShell);
                servers.put(wish.name(), server);
                builder.machine(machine.ssh(server));
            }
        }
        this.arc = builder.start();
        this.subscription = arc.machine(machines.get(0).name()).id().subscriptionId();
    }

    private EmbeddedSsh server(PublicKey key, Path files, boolean systemShell) {
        EmbeddedSsh server = EmbeddedSsh.create()
                .password(USER, password.reveal())
                .authorizedKey(USER, key)
                .entraLogin(entra.certificateAuthority())
                .files(files)
                .rdpEcho();
        return systemShell ? server.systemShell() : server;
    }

    private static EmulatedMachine described(MachineWish wish) {
        EmulatedMachine machine =
                wish.windows() ? EmulatedMachine.windows(wish.name()).kind("HCI") : EmulatedMachine.linux(wish.name());
        if (wish.isNew()) {
            return machine;
        }
        EmulatedMachine reachable = machine.enabled();
        return wish.windows()
                ? reachable.extension(
                        "WindowsOpenSSH", "Microsoft.Azure.OpenSSH", "WindowsOpenSSH", "3.0.1.0", "Succeeded")
                : reachable;
    }

    ArcEmulator arc() {
        return arc;
    }

    String subscription() {
        return subscription;
    }

    EntraEmulator entra() {
        return entra;
    }

    Secret clientSecret() {
        return clientSecret;
    }

    Secret password() {
        return password;
    }

    /** The embedded one of a machine, if it has one. */
    Optional<EmbeddedSsh> server(MachineWish wish) {
        return Optional.ofNullable(servers.get(wish.name()));
    }

    @Override
    public void close() {
        arc.close();
        entra.close();
    }
}
