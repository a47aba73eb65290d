package io.arcconnect.cli.demo;

import com.azure.identity.DefaultAzureCredentialBuilder;
import io.arcconnect.ArcConnect;

/** Azure itself. Apart from the command, so that asking for help loads nothing of it. */
final class RealAzure {

    private RealAzure() {}

    static ArcConnect arc(AzureOptions options, ProgressListener progress) {
        return ArcConnect.builder()
                .credential(new DefaultAzureCredentialBuilder().build())
                .servicePolicy(options.servicePolicy())
                .listener(progress)
                .build();
    }
}
