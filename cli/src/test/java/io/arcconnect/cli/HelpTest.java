package io.arcconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What {@code --help} says, of each command. */
class HelpTest {

    private static final String GOLDEN = "cli/src/test/resources/golden/help";

    static Stream<String> commands() {
        return SubCommands.names().stream();
    }

    /** The root has a page too. */
    static Stream<String> pages() {
        return Stream.concat(Stream.of("arcconnect"), commands());
    }

    /** The one that picocli brings has its own words. */
    static Stream<String> ourCommands() {
        return commands().filter(name -> !name.equals("help"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void help_whenAsked_thenAsWritten(String name) {
        CommandLine root = WholeCommand.create();
        CommandLine command = root.getSubcommands().getOrDefault(name, root);

        Renewed.compare(GOLDEN + "/" + name + ".txt", command.getUsageMessage(Ansi.OFF));
    }

    @Test
    void pages_whenACommandGoes_thenItsPageGoes() throws IOException {
        try (Stream<Path> pages = Files.list(Renewed.project().resolve(GOLDEN))) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".txt", "")))
                    .containsExactlyInAnyOrderElementsOf(pages().toList());
        }
    }

    @ParameterizedTest
    @MethodSource("ourCommands")
    void help_whenAskedOfACommand_thenItSaysWhatStatusesMeanAndGivesExamples(String name) {
        CommandLine command = WholeCommand.subCommands().get(name);

        String page = command.getUsageMessage(Ansi.OFF);

        assertThat(page).startsWith("Usage: arcconnect " + name);
        assertThat(page).containsPattern("Status: \\w");
        assertThat(page).containsPattern("(?ms)^Examples?:\\R  .*arcconnect " + name);
        assertThat(command.getCommandSpec().usageMessage().description()[0]).endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("ourCommands")
    void help_whenAskedOfACommand_thenEveryOptionIsDescribed(String name) {
        CommandLine command = WholeCommand.subCommands().get(name);

        assertThat(command.getCommandSpec().options())
                .allSatisfy(option -> assertThat(option.description())
                        .as(option.longestName())
                        .isNotEmpty());
        assertThat(command.getCommandSpec().options()).noneMatch(OptionSpec::hidden);
        assertThat(command.getCommandSpec().positionalParameters())
                .filteredOn(PositionalParamSpec::hidden)
                .isEmpty();
    }
}
