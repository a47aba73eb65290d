package io.arcconnect.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person at a terminal, and a shell on a machine in it: OpenSSH's server, the emulator's relay, tmux's terminal. */
@Tag("interop")
@Timeout(240)
class ShellInTmuxTest {

    @TempDir
    private Path folder;

    private RealShellServer server;
    private TmuxTerminal terminal;

    @BeforeEach
    void start() throws Exception {
        server = RealShellServer.start(folder);
        Path script = Files.createFile(
                folder.resolve("arc"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(
                script,
                "#!/bin/sh\necho $$ > " + folder.resolve("pid") + "\nexec " + quoted(ArcConnectProcess.launch())
                        + " \"$@\"\n");
        Files.writeString(
                folder.resolve("real"), "exec " + script + " \"$1\" " + quoted(server.login()) + " -- \"$2\"\n");
        Files.writeString(
                folder.resolve("ada"),
                "exec " + script + " \"$1\" " + quoted(server.machine("ada-01"))
                        + " --local-user ada --known-hosts known $2\n");
        terminal = TmuxTerminal.start(folder, server.cloud().environment());
    }

    private static String quoted(List<String> words) {
        return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    }

    @AfterEach
    void stop() throws Exception {
        if (terminal != null) {
            terminal.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void shell_whenAPersonWorksInIt_thenItIsAsIfTheySatAtTheMachine() throws Exception {
        Path numbers = Files.write(
                folder.resolve("numbers"),
                IntStream.rangeClosed(1, 500).mapToObj(n -> "line " + n).toList());
        open("exec env -i PATH=$PATH TERM=$TERM PS1='remote> ' sh");
        terminal.shows("remote>");

        terminal.line("echo typed $((40+2)); stty size");
        terminal.shows("typed 42");
        terminal.shows("30 100");

        terminal.resize(120, 40);
        terminal.line("until [ \"$(stty size)\" = '40 120' ]; do sleep 0.1; done; echo now $(stty size)");
        terminal.shows("now 40 120");

        terminal.line("echo be''gun; sleep 1000; echo not here");
        terminal.shows("begun");
        terminal.key("C-c");
        terminal.line("echo status of sleep: $?");
        terminal.shows("status of sleep: 130");

        terminal.line("less " + numbers);
        terminal.shows("line 39");
        terminal.key("G");
        terminal.shows("(END)");
        assertThat(terminal.screen()).contains("line 500").doesNotContain("line 450\n");
        terminal.key("q");
        terminal.line("exit 7");

        terminal.shows("ended with 7");
        isUsable();
    }

    @Test
    void shell_whenTheMachineHangs_thenAnEscapeLeavesIt() throws Exception {
        open("stty raw -echo; echo hangs; exec sleep 1000");
        terminal.shows("hangs");

        terminal.key("Enter");
        // Without Enter, which would come to the shell here, or stay a CR in its next line.
        terminal.type("~.");

        terminal.shows("ended with 255");
        assertThat(terminal.screen()).contains("left real-01");
        isUsable();
    }

    @Test
    void shell_whenTheProcessIsToldToEnd_thenTheTerminalIsPutBack() throws Exception {
        open("echo open; exec sleep 1000");
        terminal.shows("open");
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());

        assertThat(ProcessHandle.of(pid).orElseThrow().destroy()).isTrue();

        terminal.shows("ended with 143");
        isUsable();
    }

    @Test
    void shell_whenTheConnectionIsLost_then255AndTheTerminalIsPutBack() throws Exception {
        open("echo open; exec sleep 1000");
        terminal.shows("open");

        server.emulator().machine(RealShellServer.REAL).dropConnections();

        terminal.shows("ended with 255");
        assertThat(terminal.screen()).contains("ssh.outcome_unknown");
        isUsable();
    }

    @Test
    void shell_whenTheMachineIsNewAndAPasswordIsNeeded_thenBothAreAskedForAndThePasswordIsNotSeen() throws Exception {
        terminal.line("sh ada exec 'echo in as $((40+2))'; echo ended with $?");
        terminal.shows("(yes/no/fingerprint)");
        terminal.line("yes");
        terminal.shows("Password");
        terminal.line(RealShellServer.PASSWORD);

        terminal.shows("ended with 0");
        assertThat(terminal.screen()).contains("in as 42").doesNotContain(RealShellServer.PASSWORD);
        isUsable();
    }

    @Test
    void exec_whenCtrlCIsPressedAtAQuestion_then130AndTheTerminalIsPutBack() throws Exception {
        terminal.line("sh ada exec '--accept-new id'; echo ended with $?");
        terminal.shows("Password");

        terminal.key("C-c");

        terminal.shows("ended with 130");
        isUsable();
    }

    private void open(String command) throws Exception {
        Files.writeString(folder.resolve("command"), command);
        terminal.line("sh real shell \"$(cat command)\"; echo ended with $?");
    }

    /** Lines are edited and echoed again, and Enter ends one. */
    private void isUsable() throws Exception {
        terminal.line(
                "stty -a | tr ' ;' '\\n\\n' | grep -x -e echo -e icanon -e isig -e icrnl -e opost | tr '\\n' '+'");
        terminal.shows("isig+icanon+");
        terminal.line("echo it is echoed");
        terminal.shows("local> echo it is echoed");
    }
}
