package io.arcconnect.testkit;

/** How the service lets a long-running operation be followed (protocol.md 1.3). */
public enum LroStyle {
    /** 202 with an {@code Azure-AsyncOperation} header: a status resource that always answers 200. The default. */
    AZURE_ASYNC_OPERATION,
    /** 202 with a {@code Location} header: 202 until done, then the result. */
    LOCATION,
    /** 201 without either header: the resource's own {@code provisioningState}. */
    PROVISIONING_STATE
}
