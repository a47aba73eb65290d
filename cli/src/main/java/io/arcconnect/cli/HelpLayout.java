package io.arcconnect.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Help that is read from above: options of one subject beside each other, and examples to be copied. */
final class HelpLayout {

    private HelpLayout() {}

    static CommandLine on(CommandLine root) {
        root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandList());
        set(root);
        root.getSubcommands().values().forEach(HelpLayout::set);
        return root;
    }

    private static void set(CommandLine command) {
        command.getCommandSpec().usageMessage().sortOptions(false);
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, HelpLayout::examples);
    }

    /** Lines are not broken: an example is for a shell, not for the eye alone. */
    private static String examples(Help help) {
        String[] footer = help.commandSpec().usageMessage().footer();
        if (footer.length == 0) {
            return "";
        }
        String text =
                String.join("%n", footer).replace("%n", System.lineSeparator()).replace("%%", "%");
        return help.colorScheme().ansi().string(text) + System.lineSeparator();
    }
}
