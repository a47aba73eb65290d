package io.arcconnect.model;

import java.util.Optional;

/**
 * The connectivity endpoint of a machine (protocol.md 2.1).
 *
 * @param type {@code default} or {@code custom}
 * @param provisioningState such as {@code Succeeded}
 */
public record EndpointState(String type, Optional<String> provisioningState) {}
