package io.arcconnect.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What Azure Resource Manager says of a machine. The status is a hint: heartbeats come every 5 minutes, so
 * {@code Connected} does not prove that the machine answers and {@code Disconnected} may be stale (protocol.md 1.1).
 *
 * @param id the machine
 * @param location Azure region; an extension must be created with it
 * @param status {@code Connected}, {@code Disconnected}, {@code Error}, {@code Expired} or a later word; empty when the
 *     answer had none
 * @param osType {@code windows} or {@code linux} as the service spells it, empty when unknown
 * @param osName the operating system's name, such as {@code Windows Server 2022 Standard}
 * @param agentVersion four numbers with dots, such as {@code 1.60.03293.809}
 * @param kind {@code HCI}, {@code VMware}, {@code SCVMM}, … for machines of a private cloud
 * @param provisioningState of the machine resource, such as {@code Succeeded}
 * @param lastStatusChange when the status last changed
 */
public record MachineState(
        MachineId id,
        String location,
        String status,
        String osType,
        String osName,
        Optional<String> agentVersion,
        Optional<String> kind,
        Optional<String> provisioningState,
        Optional<Instant> lastStatusChange) {

    /** {@return whether the status is {@code Connected}} */
    public boolean isConnected() {
        return status.equalsIgnoreCase("Connected");
    }

    /** {@return whether the operating system is a Windows; by type, and by name where the type is missing} */
    public boolean isWindows() {
        String word = osType.isEmpty() ? osName : osType;
        return word.toLowerCase(Locale.ROOT).contains("windows");
    }
}
