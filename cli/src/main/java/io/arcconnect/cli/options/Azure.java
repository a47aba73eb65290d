package io.arcconnect.cli.options;

import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.cli.console.Surroundings;

/** Where a command finds Azure: as its options say, or in tests an emulator. */
@FunctionalInterface
public interface Azure {

    /** What the options name, in the surroundings of this process. */
    Azure OF_THE_OPTIONS = in(Surroundings.ofThisProcess());

    /**
     * Finds what the options name.
     *
     * @param around whose environment is read, and where a person is told a device code
     * @return the way there
     */
    static Azure in(Surroundings around) {
        return options -> options.builder(around);
    }

    /**
     * Begins the way to Azure.
     *
     * @param options what was given on the command line
     * @return a builder with endpoint, credential and trust, and nothing else set
     */
    ArcConnectBuilder builder(AzureOptions options);
}
