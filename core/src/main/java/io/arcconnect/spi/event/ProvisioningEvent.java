package io.arcconnect.spi.event;

import io.arcconnect.model.ExtensionState;
import java.time.Duration;

/**
 * An extension is being installed; told at every look.
 *
 * @param origin on which machine
 * @param extension as it is now
 * @param elapsed since provisioning began
 */
public record ProvisioningEvent(Origin origin, ExtensionState extension, Duration elapsed) implements ArcEvent {}
