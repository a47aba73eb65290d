package io.arcconnect.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Which source was measured. */
public final class Commit {

    static final String UNKNOWN = "unknown";

    private Commit() {}

    /**
     * Asks git.
     *
     * @param project folder of the project
     * @return the commit that is checked out, with "-dirty" where files differ from it; "unknown" where there is none, or no git
     * @throws InterruptedException when interrupted
     */
    public static String of(Path project) throws InterruptedException {
        try {
            Process git = new ProcessBuilder(List.of(
                            "git",
                            "-C",
                            project.toString(),
                            "describe",
                            "--always",
                            "--dirty",
                            "--exclude=*",
                            "--abbrev=10"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return git.waitFor() == 0 && !said.isEmpty() ? said : UNKNOWN;
        } catch (IOException noGit) {
            return UNKNOWN;
        }
    }
}
