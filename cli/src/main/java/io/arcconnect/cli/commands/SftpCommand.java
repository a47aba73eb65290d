package io.arcconnect.cli.commands;

import io.arcconnect.cli.console.InputKind;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.files.TransferScreen;
import io.arcconnect.cli.options.Azure;
import io.arcconnect.cli.sftp.Dialogue;
import io.arcconnect.ssh.Sftp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Works with the files of a machine, one command after another. */
@Command(
        name = "sftp",
        mixinStandardHelpOptions = true,
        description = {
            "Works with the files of a machine in the words of OpenSSH's sftp: ls, cd, get, put, rm and others; help lists"
                    + " them. Commands are typed at a prompt, or come from a file or the standard input.",
            "Of a file or the input, the first that fails ends it, unless a minus stands before it (-rm old.log).",
            "Status: 0; 1 when a command of a file or the input failed; 255 when the machine was not reached or was lost,"
                    + " with the code on standard error; 130 after Ctrl-C; 2 for bad arguments."
        },
        footer = {
            "%nExamples:",
            "  arcconnect sftp -g rg -n web-01 --local-user ada",
            "  arcconnect sftp -g rg -n web-01 --local-user ada -b nightly.sftp",
            "  echo 'get -r /etc/nginx' | arcconnect sftp -g rg -n web-01 --local-user ada"
        })
public final class SftpCommand implements Callable<Integer> {

    private final Surroundings around;
    private final Azure azure;

    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    ReachOptions reach = new ReachOptions();

    @Option(
            names = {"-b", "--batch"},
            paramLabel = "FILE",
            description = "read commands from this file, or with - from the standard input")
    @Nullable
    Path batch;

    @Option(
            names = {"-q", "--quiet"},
            description = "show neither progress nor the commands of a batch")
    boolean isQuiet;

    /**
     * A command.
     *
     * @param around the process
     * @param azure where to find Azure
     */
    public SftpCommand(Surroundings around, Azure azure) {
        this.around = around;
        this.azure = azure;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        Optional<TransferScreen> screen = TransferScreen.of(around, isQuiet);
        try (BufferedReader lines = lines()) {
            Dialogue dialogue = new Dialogue(lines, command.getOut(), command.getErr(), isInteractive(), !isQuiet);
            return reach.on(
                    around,
                    azure,
                    spec,
                    Optional.empty(),
                    UnaryOperator.identity(),
                    (machine, ssh) -> machine.use(Sftp.over(ssh), files -> dialogue.run(files, screen)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + batch + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private boolean isInteractive() {
        return batch == null && InputKind.isTyped(around.in());
    }

    private BufferedReader lines() throws IOException {
        return batch == null || batch.toString().equals("-")
                ? new BufferedReader(new InputStreamReader(around.in(), StandardCharsets.UTF_8))
                : Files.newBufferedReader(batch);
    }
}
