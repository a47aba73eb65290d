package io.arcconnect.cli.fleet;

import io.arcconnect.model.MachineId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What machines are called in lines: by their names where these differ, else with their resource group before it. */
final class MachineNames {

    private final Map<MachineId, String> names = new HashMap<>();

    MachineNames(List<MachineId> machines) {
        Map<String, Integer> counts = new HashMap<>();
        machines.forEach(id -> counts.merge(id.name().toLowerCase(Locale.ROOT), 1, Integer::sum));
        machines.forEach(id -> names.put(
                id,
                counts.getOrDefault(id.name().toLowerCase(Locale.ROOT), 1) == 1
                        ? id.name()
                        : id.resourceGroup() + "/" + id.name()));
    }

    String of(MachineId machine) {
        return names.getOrDefault(machine, machine.name());
    }
}
