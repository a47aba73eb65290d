package io.arcconnect.cli.openssh;

import io.arcconnect.model.MachineId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A machine under the names that {@code ssh} is given.
 *
 * @param machine which
 * @param aliases at least one; the first is the shortest
 */
public record SshHost(MachineId machine, List<String> aliases) {

    /** What every release of ssh takes for a host, and no pattern. */
    private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

    /** Copies the names. */
    public SshHost {
        aliases = List.copyOf(aliases);
    }

    /**
     * Names machines: by name where no other of them has it, and by group and name, with the user as the Azure CLI does
     * (protocol.md 7.3). Names that Azure spells with capitals come in lower case, too, because some programs lower them.
     *
     * @param machines which
     * @param user who logs in
     * @return those that have a name which ssh takes, in the same order
     */
    public static List<SshHost> of(List<MachineId> machines, Optional<String> user) {
        Map<String, Long> named = machines.stream()
                .distinct()
                .map(MachineId::name)
                .map(SshHost::lower)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return machines.stream()
                .distinct()
                .map(machine -> new SshHost(
                        machine, aliases(machine, user, Long.valueOf(1).equals(named.get(lower(machine.name()))))))
                .filter(host -> !host.aliases.isEmpty())
                .toList();
    }

    /** {@return the machine's name, where ssh takes it for a host} */
    Optional<String> hostName() {
        return Optional.of(machine.name()).filter(name -> ALIAS.matcher(name).matches());
    }

    private static List<String> aliases(MachineId machine, Optional<String> user, boolean onlyOne) {
        String full = machine.resourceGroup() + "-" + machine.name();
        List<String> names = new ArrayList<>();
        if (onlyOne) {
            names.add(machine.name());
        }
        names.add(full);
        user.ifPresent(name -> names.add(full + "-" + name));
        Set<String> spelled = new LinkedHashSet<>();
        for (String name : names) {
            spelled.add(lower(name));
            spelled.add(name);
        }
        return spelled.stream().filter(name -> ALIAS.matcher(name).matches()).toList();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
