package io.arcconnect.model;

/** What can be changed on the way to a machine, in the order in which it is done. */
public enum ChangeKind {
    /** The resource provider's registration in the subscription. */
    PROVIDER,
    /** An extension of the machine. */
    EXTENSION,
    /** The machine's connectivity endpoint. */
    ENDPOINT,
    /** What may be reached through the endpoint, on which port. */
    SERVICE_CONFIGURATION
}
