package io.arcconnect.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The part of docs/commands.md that is made from the commands themselves. */
final class CommandsPage {

    private static final int WIDTH = 110;

    private CommandsPage() {}

    static String of(CommandLine root) {
        StringBuilder page = new StringBuilder("\n## Sub-commands\n\n| | |\n| --- | --- |\n");
        root.getSubcommands()
                .forEach((name, command) -> page.append("| [`")
                        .append(name)
                        .append("`](#arcconnect-")
                        .append(name)
                        .append(") | ")
                        .append(cell(firstLine(command.getCommandSpec())))
                        .append(" |\n"));
        root.getSubcommands().forEach((name, command) -> page.append(section(name, command)));
        return page.toString();
    }

    private static String section(String name, CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        StringBuilder section =
                new StringBuilder("\n## arcconnect ").append(name).append("\n\n");
        for (String line : spec.usageMessage().description()) {
            section.append(markdown(WholeCommand.text(line)).strip()).append("\n\n");
        }
        section.append(indented(synopsis(command)));
        List<String> rows = Stream.concat(
                        spec.positionalParameters().stream().map(CommandsPage::row),
                        spec.options().stream()
                                .filter(option -> !option.usageHelp() && !option.versionHelp())
                                .map(CommandsPage::row))
                .toList();
        if (!rows.isEmpty()) {
            section.append("\n| | |\n| --- | --- |\n").append(String.join("", rows));
        }
        String footer = WholeCommand.text(spec.usageMessage().footer()).strip();
        if (!footer.isEmpty()) {
            List<String> lines = footer.lines().toList();
            section.append('\n').append(markdown(lines.get(0))).append("\n\n");
            section.append(
                    indented(lines.stream().skip(1).map(CommandsPage::outdented).toList()));
        }
        return section.toString();
    }

    private static List<String> synopsis(CommandLine command) {
        command.getCommandSpec().usageMessage().width(WIDTH);
        String usage = command.getHelp().fullSynopsis();
        return Ansi.OFF.string(usage).strip().lines().toList();
    }

    private static String row(ArgSpec argument) {
        String names = argument instanceof OptionSpec option
                ? Arrays.stream(option.names()).map(CommandsPage::code).collect(Collectors.joining(" ")) + label(option)
                : code(((PositionalParamSpec) argument).paramLabel());
        return "| " + names + " | " + cell(WholeCommand.text(String.join(" ", argument.description()))) + " |\n";
    }

    private static String label(OptionSpec option) {
        boolean hasValue = option.arity().max() > 0 && !option.paramLabel().isBlank();
        return hasValue ? " " + cell(option.paramLabel()) : "";
    }

    private static String firstLine(CommandSpec spec) {
        String[] description = spec.usageMessage().description();
        return description.length == 0 ? "" : WholeCommand.text(description[0]).strip();
    }

    private static String indented(List<String> lines) {
        List<String> block = new ArrayList<>();
        lines.forEach(line -> block.add(line.isEmpty() ? "" : "    " + line));
        return String.join("\n", block).stripTrailing() + "\n";
    }

    private static String outdented(String line) {
        return line.startsWith("  ") ? line.substring(2) : line;
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String cell(String text) {
        return markdown(text).replace("\n", " ").replace("|", "\\|");
    }

    /** Only what would otherwise be taken for markup; a star alone is none. */
    private static String markdown(String text) {
        return text.replace("<", "&lt;");
    }
}
