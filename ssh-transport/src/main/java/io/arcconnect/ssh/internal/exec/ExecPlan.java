package io.arcconnect.ssh.internal.exec;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.RemoteShell;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.internal.channel.ChannelRequest;
import io.arcconnect.ssh.internal.shell.Launch;
import io.arcconnect.ssh.internal.shell.Preparation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** How one command is put to one machine: what is asked before it, and the line that comes of the answers. */
final class ExecPlan {

    private final CommandSpec spec;
    private final LoginShell login;
    private final MachineId machine;
    private final String token =
            "arc-" + Long.toHexString(ThreadLocalRandom.current().nextLong(1L << 60, Long.MAX_VALUE));
    private final Map<ChannelRequest, String> asked = new LinkedHashMap<>();
    private volatile Set<String> exported = Set.of();
    private volatile String input = "";

    ExecPlan(CommandSpec spec, LoginShell login, MachineId machine) {
        this.spec = spec;
        this.login = login;
        this.machine = machine;
        if (options().sudo().isEmpty()) { // which passes no variable on
            options().variables().forEach((name, value) -> asked.put(ChannelRequest.env(name, value), name));
            options().secrets().forEach((name, value) -> asked.put(ChannelRequest.env(name, value.reveal()), name));
        }
    }

    private ExecOptions options() {
        return spec.options();
    }

    CommandSpec spec() {
        return spec;
    }

    LoginShell login() {
        return login;
    }

    /** {@return what the server is asked first} */
    List<ChannelRequest> requests() {
        return List.copyOf(asked.keySet());
    }

    /** {@return what the command announces itself with, when it does} */
    Optional<String> token() {
        boolean forTheEnd = options().timeout().isPresent() && login.isKnown() && syntax() != RemoteShell.CMD;
        return options().sudo().isPresent() || forTheEnd ? Optional.of(token) : Optional.empty();
    }

    /** {@return the names of the variables that the shell had to set} */
    Set<String> exported() {
        return exported;
    }

    /** {@return what the line reads before the command does} */
    String input() {
        return input;
    }

    /** {@return what runs the command, given what the server declined} */
    ChannelRequest start(List<ChannelRequest> declined) {
        Set<String> names = new LinkedHashSet<>();
        declined.forEach(request -> names.add(asked.getOrDefault(request, "")));
        options().sudo().ifPresent(sudo -> names.addAll(options().variables().keySet()));
        refuseSecrets(names);
        exported = Set.copyOf(names);
        return ChannelRequest.exec(line(names));
    }

    private String line(Set<String> names) {
        Map<String, String> variables = new LinkedHashMap<>(options().variables());
        variables.keySet().retainAll(names);
        Preparation before = new Preparation(token(), variables, options().directory(), runsInSh());
        String body = before.isEmpty() ? spec.text() : Languages.of(syntax()).prepared(before, spec.text());
        Launch launch = spec.interpreter()
                .map(shell -> Languages.of(shell).launch(Languages.of(login.shell()), body))
                .orElse(new Launch(body, ""));
        input = launch.input();
        return options()
                .sudo()
                .map(sudo -> {
                    requirePosix();
                    return sudo.line(token, launch.line());
                })
                .orElse(launch.line());
    }

    private boolean runsInSh() {
        return options().sudo().isPresent() || spec.interpreter().isPresent();
    }

    private RemoteShell syntax() {
        return spec.interpreter().orElse(login.shell());
    }

    private void requirePosix() {
        if (syntax() != RemoteShell.POSIX || login.shell() != RemoteShell.POSIX) {
            throw new IllegalArgumentException("sudo needs a POSIX shell, and this is " + syntax());
        }
    }

    private void refuseSecrets(Set<String> declined) {
        Set<String> refused = new LinkedHashSet<>(options().secrets().keySet());
        if (options().sudo().isEmpty()) {
            refused.retainAll(declined);
        }
        if (!refused.isEmpty()) {
            throw new SshException(Failure.of(
                            SshReason.ENVIRONMENT_REFUSED,
                            Stage.CHANNEL,
                            (options().sudo().isEmpty() ? "the server" : "sudo") + " does not take " + refused)
                    .on(machine));
        }
    }
}
