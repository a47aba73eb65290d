package io.arcconnect.cli;

import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.options.Azure;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Teaches a shell the words of {@code arcconnect}. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Prints what lets a shell complete sub-commands and options of arcconnect, for bash or zsh.",
            "Status: 0; 2 for bad arguments."
        },
        footer = {
            "%nExamples:",
            "  eval \"$(arcconnect completion bash)\"        in ~/.bashrc",
            "  source <(arcconnect completion zsh)         in ~/.zshrc, behind compinit",
            "  arcconnect completion bash > ~/.local/share/bash-completion/completions/arcconnect"
        })
public final class CompletionCommand implements Callable<Integer> {

    /** The shells, as their programs are called. */
    enum Shell {
        /** GNU Bash. */
        bash,
        /** Z shell, which reads what is written for bash once it is told to. */
        zsh
    }

    private final Surroundings around;
    private final Azure azure;

    @Parameters(paramLabel = "SHELL", description = "one of ${COMPLETION-CANDIDATES}")
    Shell shell = Shell.bash;

    /**
     * A command.
     *
     * @param around the process that it runs in
     * @param azure what the other commands are made with
     */
    public CompletionCommand(Surroundings around, Azure azure) {
        this.around = around;
        this.azure = azure;
    }

    @Override
    public Integer call() {
        String script = AutoComplete.bash("arcconnect", ArcConnectCommand.commandLine(around, azure));
        if (shell == Shell.zsh) {
            around.out().print("autoload -U +X bashcompinit && bashcompinit\n");
        }
        around.out().print(script);
        around.out().flush();
        return 0;
    }
}
