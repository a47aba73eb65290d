package io.arcconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Files of this project that must say what the code says. To renew them all, and then to read the difference before it is
 * committed: {@code mvn -B -ntp -pl cli -am test -Dtest='*PageTest,HelpTest' -Dsurefire.failIfNoSpecifiedTests=false
 * -Darcconnect.renew=true}.
 */
public final class Renewed {

    private static final boolean RENEW = Boolean.getBoolean("arcconnect.renew");
    private static final String HOW = "%s is not what the code says. Renew it: mvn -B -ntp -pl cli -am test"
            + " -Dtest='*PageTest,HelpTest' -Dsurefire.failIfNoSpecifiedTests=false -Darcconnect.renew=true";

    private Renewed() {}

    /**
     * Compares, or writes where renewal is asked for.
     *
     * @param file below the project's folder
     * @param expected what the code says
     */
    public static void compare(String file, String expected) {
        Path path = project().resolve(file);
        try {
            if (RENEW) {
                Files.createDirectories(Objects.requireNonNull(path.getParent()));
                Files.writeString(path, expected);
            }
            assertThat(Files.exists(path) ? Files.readString(path) : "")
                    .as(HOW, file)
                    .isEqualTo(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the folder of the project} */
    public static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md"))) {
            folder = Objects.requireNonNull(folder.getParent(), "not inside the project");
        }
        return folder;
    }
}
