package io.arcconnect.internal.relay;

import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.Secret;
import java.time.Instant;
import java.util.Optional;

/** Credentials to test with. */
final class Credentials {

    static final MachineId MACHINE = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "web-01");

    private Credentials() {}

    static RelayCredentials valid() {
        return named("azgn-x", Optional.empty());
    }

    static RelayCredentials named(String namespace, Optional<Instant> enabledOn) {
        return new RelayCredentials(
                MACHINE,
                namespace,
                "servicebus.windows.net",
                "microsoft.hybridcompute/machines/ab12/1/v2",
                Secret.of("SharedAccessSignature sr=x&sig=secret-sas"),
                Instant.parse("2030-01-01T00:00:00Z"),
                Secret.of("secret-token"),
                enabledOn);
    }
}
