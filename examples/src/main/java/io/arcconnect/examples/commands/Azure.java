package io.arcconnect.examples.commands;

import com.azure.identity.DefaultAzureCredentialBuilder;
import io.arcconnect.ArcConnect;
import io.arcconnect.spi.ArcConnectListener;

/** Where a command gets its {@code ArcConnect}: from Azure, or in tests from an emulator. */
@FunctionalInterface
interface Azure {

    /** The help for {@code --resource-id}. */
    String RESOURCE_ID =
            "resource id of the machine; sign in as for any Azure SDK (DefaultAzureCredential), such as with"
                    + " az login";

    /** Whoever is signed in on this computer, as with any Azure SDK. It writes nothing without a plan. */
    Azure DEFAULT = listener -> ArcConnect.builder()
            .credential(new DefaultAzureCredentialBuilder().build())
            .listener(listener)
            .build();

    /**
     * Opens the way to Azure.
     *
     * @param listener told what happens
     * @return an open {@code ArcConnect}, which the command closes
     */
    ArcConnect open(ArcConnectListener listener);
}
