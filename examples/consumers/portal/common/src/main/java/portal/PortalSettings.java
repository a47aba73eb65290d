package portal;

import io.arcconnect.model.MachineId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * What {@code application.properties} says.
 *
 * @param machines names in addresses, and the resource ids they stand for
 * @param checks commands that only look, and their names in addresses
 * @param people who may sign in, with encoded passwords
 * @param user who logs in on the machines
 * @param key the user's private key
 * @param knownHosts the machines' keys
 * @param longestCommand the longest deadline that a request may ask for
 * @param most how many people's tokens and connections are kept at a time
 * @param farewell how long open terminals have when the portal stops
 */
@ConfigurationProperties("portal")
public record PortalSettings(
        @DefaultValue Map<String, String> machines,
        @DefaultValue Map<String, String> checks,
        @DefaultValue Map<String, String> people,
        @DefaultValue("azureuser") String user,
        @DefaultValue("portal-key") Path key,
        @DefaultValue("portal-known-hosts") Path knownHosts,
        @DefaultValue("2m") Duration longestCommand,
        @DefaultValue("100") int most,
        @DefaultValue("10s") Duration farewell) {

    MachineId machine(String name) {
        return MachineId.parse(required(machines, name));
    }

    String check(String name) {
        return required(checks, name);
    }

    private static String required(Map<String, String> known, String name) {
        return Optional.ofNullable(known.get(name))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "unknown: " + name));
    }
}
