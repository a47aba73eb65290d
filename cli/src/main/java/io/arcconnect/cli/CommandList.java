package io.arcconnect.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The sub-commands, each with the first sentence of its description. */
final class CommandList implements IHelpSectionRenderer {

    private static final int INDENT = 2;

    @Override
    public String render(Help help) {
        Map<String, CommandLine> commands = help.commandSpec().subcommands();
        int names = INDENT
                + INDENT
                + commands.keySet().stream().mapToInt(String::length).max().orElse(0);
        int width = help.commandSpec().usageMessage().width();
        TextTable table = TextTable.forColumns(
                help.colorScheme(),
                new Column(names, INDENT, Overflow.SPAN),
                new Column(width - names, INDENT, Overflow.WRAP));
        commands.forEach((name, command) -> table.addRowValues(
                help.colorScheme().commandText(name), help.colorScheme().text(firstSentence(command))));
        return table.toString();
    }

    private static String firstSentence(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        String described = String.join(" ", usage.header().length > 0 ? usage.header() : usage.description());
        int end = described.indexOf(". ");
        return end < 0 ? described : described.substring(0, end + 1);
    }
}
