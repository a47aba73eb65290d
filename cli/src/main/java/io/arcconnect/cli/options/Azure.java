package io.arcconnect.cli.options;

import io.arcconnect.ArcConnectBuilder;

/** Where a command finds Azure: as its options say, or in tests an emulator. */
@FunctionalInterface
public interface Azure {

    /** What the options name. */
    Azure OF_THE_OPTIONS = AzureOptions::builder;

    /**
     * Begins the way to Azure.
     *
     * @param options what was given on the command line
     * @return a builder with endpoint, credential and trust, and nothing else set
     */
    ArcConnectBuilder builder(AzureOptions options);
}
