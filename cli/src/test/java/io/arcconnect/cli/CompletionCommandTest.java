package io.arcconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.console.TestSurroundings;
import io.arcconnect.cli.options.Azure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real bash, which is asked what it would complete. */
@Timeout(60)
class CompletionCommandTest {

    private static final Path BASH = Path.of("/bin/bash");

    @TempDir
    private Path folder;

    @Test
    void completion_whenASubCommandBegins_thenBashGoesOn() throws Exception {
        assertThat(completions("arcconnect", "do")).containsExactly("doctor");
        assertThat(completions("./arcconnect", "pro")).contains("provision");
        assertThat(completions("arcconnect", "")).containsAll(SubCommands.names());
    }

    @Test
    void completion_whenAnOptionBegins_thenBashGoesOnWithThoseOfTheSubCommand() throws Exception {
        assertThat(completions("arcconnect", "doctor", "--resource-i")).containsExactly("--resource-id");
        assertThat(completions("arcconnect", "completion", "b")).containsExactly("bash");
    }

    @Test
    void completion_whenForZsh_thenItIsToldToReadWhatIsForBash() {
        TestSurroundings around = new TestSurroundings(folder);

        int status = run(around, "completion", "zsh");

        assertThat(status).isZero();
        assertThat(around.out()).startsWith("autoload -U +X bashcompinit").contains("complete -F _complete_arcconnect");
    }

    @Test
    void completion_whenTheShellIsUnknown_thenBadArguments() {
        TestSurroundings around = new TestSurroundings(folder);

        assertThat(run(around, "completion", "tcsh")).isEqualTo(2);
        assertThat(around.err()).contains("bash").contains("zsh");
    }

    private List<String> completions(String... words) throws IOException, InterruptedException {
        assumeThat(BASH).exists();
        TestSurroundings around = new TestSurroundings(folder);
        assertThat(run(around, "completion", "bash")).isZero();
        Path script = Files.writeString(folder.resolve("completion.bash"), around.out());
        Path asking = Files.writeString(folder.resolve("ask.bash"), """
                set -eu
                source "$1"; shift
                COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
                complete -p arcconnect >/dev/null
                # A word of bash for its own calls; this one is ours.
                compopt() { :; }
                set +eu
                _complete_arcconnect "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
                for reply in "${COMPREPLY[@]}"; do echo "${reply% }"; done
                """);
        List<String> command =
                new ArrayList<>(List.of(BASH.toString(), "--norc", asking.toString(), script.toString()));
        command.addAll(List.of(words));
        Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
        bash.getOutputStream().close();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said.lines().toList();
    }

    private static int run(TestSurroundings around, String... args) {
        Surroundings surroundings = around.build();
        return ArcConnectCommand.commandLine(surroundings, Azure.in(surroundings), args)
                .execute(args);
    }
}
