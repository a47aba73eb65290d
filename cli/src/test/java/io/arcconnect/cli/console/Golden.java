package io.arcconnect.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a command is known to say, in a file. What differs from run to run is shown as {@code N}: times, ports,
 * versions and names that are made up. To renew the files, and then to read the difference before it is committed: {@code mvn -B -ntp -pl cli -am test
 * -Dtest='FleetGoldenTest,DoctorCommandTest' -Dsurefire.failIfNoSpecifiedTests=false -Darcconnect.renew=true}.
 */
public final class Golden {

    private static final Path FILES = Path.of("src/test/resources/golden");
    private static final Pattern SECONDS = Pattern.compile(" *\\d+\\.\\d+ s\\b");
    private static final Pattern MILLIS = Pattern.compile("([mM]illis\":)\\d+");
    private static final Pattern PORTS = Pattern.compile("(localhost|127\\.0\\.0\\.1|port=?)([: ]?)\\d{4,5}\\b");
    private static final Pattern KEYS = Pattern.compile("SHA256:[A-Za-z0-9+/]+");
    private static final Pattern TRACKING = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(_G\\w+)?");
    private static final Pattern MOMENTS = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z");

    private static final Pattern AGES = Pattern.compile("\\b\\d+ (days|hours|minutes)\\b");
    private static final Pattern CONNECTIONS = Pattern.compile("machines/[0-9a-f]{24,}(/\\d+/v2)?");
    private static final Pattern SERVERS = Pattern.compile("(SSHD-)[0-9.]+");

    private Golden() {}

    /**
     * Compares, or writes where renewal is asked for.
     *
     * @param name of the file
     * @param said by the command
     */
    public static void compare(String name, String said) {
        Path file = FILES.resolve(name);
        String shown = normal(said);
        try {
            if (Boolean.getBoolean("arcconnect.renew")) {
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.writeString(file, shown);
            }
            assertThat(shown)
                    .as("as in %s, which -Darcconnect.renew=true writes anew", file)
                    .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The emulator's own subscription is the same in every run. */
    private static String normal(String said) {
        String text = SECONDS.matcher(said).replaceAll(" N s");
        text = MILLIS.matcher(text).replaceAll("$1N");
        text = PORTS.matcher(text).replaceAll("$1$2N");
        text = AGES.matcher(text).replaceAll("N $1");
        text = CONNECTIONS.matcher(text).replaceAll("machines/N");
        text = SERVERS.matcher(text).replaceAll("$1N");
        text = KEYS.matcher(text).replaceAll("SHA256:N");
        text = TRACKING.matcher(text).replaceAll(found -> found.group().endsWith("a4c0") ? found.group() : "N");
        return MOMENTS.matcher(text).replaceAll("N");
    }
}
