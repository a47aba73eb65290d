package io.arcconnect.ssh.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxTest {

    private static final List<String> NASTY = List.of(
            "plain",
            "",
            "two words",
            "it's",
            "\"quoted\"",
            "a\\",
            "a b\\",
            "a\\\"b",
            "\\\\server\\share\\",
            "%PATH%",
            "!x!",
            "^",
            "a&b|c<d>e(f)",
            "$HOME `id` $(id)",
            "é ü …",
            "\u2018typographic\u2019",
            "-EncodedCommand",
            ";",
            "\"",
            "\\\"",
            "--%");

    private static List<List<String>> manyArguments(String alphabet) {
        List<List<String>> all = new ArrayList<>();
        all.add(NASTY);
        Random random = new Random(4711);
        for (int run = 0; run < 5_000; run++) {
            List<String> arguments = new ArrayList<>();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                StringBuilder argument = new StringBuilder();
                for (int j = random.nextInt(8); j > 0; j--) {
                    argument.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                arguments.add(argument.toString());
            }
            all.add(arguments);
        }
        return all;
    }

    @Test
    void join_whenCmdReadsIt_thenTheProgramGetsTheArguments() {
        for (List<String> arguments : manyArguments("ab \\\"%^&|<>()!'\té")) {
            List<String> argv = new ArrayList<>(List.of("prog.exe"));
            argv.addAll(arguments);

            assertThat(WindowsReading.argv(WindowsReading.cmd(Syntaxes.CMD.join(argv))))
                    .isEqualTo(argv);
        }
    }

    @Test
    void join_whenPowerShellReadsIt_thenTheProgramGetsTheArguments() {
        for (List<String> arguments : manyArguments("ab \\\"$`'\u2019;&|@(){}\té")) {
            List<String> argv = new ArrayList<>(List.of("C:\\Program Files\\it's.exe"));
            argv.addAll(arguments);
            String seven = Syntaxes.PWSH.join(argv);
            String fiveOne = Syntaxes.WINDOWS_POWERSHELL.join(argv);

            assertThat(seven).startsWith("& ");
            assertThat(WindowsReading.literals(seven.substring(2))).isEqualTo(argv);
            List<String> given = WindowsReading.literals(fiveOne.substring(2));
            assertThat(given.get(0)).isEqualTo(argv.get(0));
            assertThat(WindowsReading.argv(WindowsReading.lineOfFiveOne(given.subList(1, given.size()))))
                    .isEqualTo(arguments);
        }
    }

    @Test
    void join_whenShReadsIt_thenTheProgramGetsTheArguments() throws Exception {
        List<String> argv = new ArrayList<>(List.of("printf", "<%s>"));
        argv.addAll(NASTY);

        String said = sh(Syntaxes.POSIX.join(argv));

        assertThat(said).isEqualTo("<" + String.join("><", NASTY) + ">");
    }

    @Test
    void prepared_whenShReadsIt_thenVariablesAndDirectoryAreSet() throws Exception {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < NASTY.size(); i++) {
            variables.put("V" + i, NASTY.get(i));
        }
        StringBuilder command = new StringBuilder("printf '<%s>'");
        variables.keySet().forEach(name -> command.append(" \"$").append(name).append('"'));
        Preparation before = new Preparation(Optional.empty(), variables, Optional.of("/usr"), false);

        String said = sh(Syntaxes.POSIX.prepared(before, command + "; pwd"));

        assertThat(said).isEqualTo("<" + String.join("><", NASTY) + ">/usr\n");
    }

    @Test
    void prepared_whenItAnnouncesItself_thenInAGroupOfItsOwn() throws Exception {
        Preparation before = new Preparation(Optional.of("arc-1"), Map.of(), Optional.empty(), false);

        String said = sh(Syntaxes.POSIX.prepared(before, "kill -s 0 -- -$$ && echo \"it's $$\"") + " 2>&1");

        String process = said.replaceAll("(?s).*it's ([0-9]+)\n", "$1");
        assertThat(said).isEqualTo("[arc-1:g:" + process + "]\nit's " + process + "\n");
    }

    /** Fed on standard input, so that nothing but the shell under test reads it. */
    private static String sh(String script) throws Exception {
        Process process = new ProcessBuilder("sh").redirectErrorStream(true).start();
        process.getOutputStream().write((script + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\0b"})
    void quote_whenNoLineCanCarryIt_thenRefused(String argument) {
        assertThatThrownBy(() -> Syntaxes.CMD.quote(argument)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a&b", "%x%", "\""})
    void join_whenABatchFileWouldReadItOnceMore_thenRefused(String argument) {
        assertThatThrownBy(() -> Syntaxes.CMD.join(List.of("deploy.CMD", argument)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Syntaxes.CMD.join(List.of("deploy.cmd", "v1.2"))).isEqualTo("deploy.cmd v1.2");
    }

    @Test
    void prepared_whenCmd_thenVariablesAndDirectoryInItsLanguage() {
        Preparation before =
                new Preparation(Optional.empty(), Map.of("A", "x & y"), Optional.of("C:\\Program Files"), false);

        assertThat(Syntaxes.CMD.prepared(before, "dir"))
                .isEqualTo("set \"A=x & y\"&cd /d \"C:\\Program Files\"||exit 1&dir");
        assertThatThrownBy(() -> Syntaxes.CMD.prepared(
                        new Preparation(Optional.empty(), Map.of("A", "100%"), Optional.empty(), false), "dir"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("%");
    }

    @Test
    void prepared_whenPowerShell_thenVariablesAndDirectoryInItsLanguage() {
        Preparation before =
                new Preparation(Optional.of("arc-1"), Map.of("A", "it's"), Optional.of("C:\\Program Files"), false);

        assertThat(Syntaxes.PWSH.prepared(before, "Get-Date"))
                .isEqualTo("[Console]::Error.WriteLine('[arc-1:p:'+$PID+']');$env:A='it''s';"
                        + "try{Set-Location -LiteralPath 'C:\\Program Files' -ErrorAction Stop}"
                        + "catch{[Console]::Error.WriteLine($_);exit 1};Get-Date");
    }

    @Test
    void launch_whenPowerShell_thenNothingThatAnyShellReads() {
        String script = "Write-Output \"it's 100% & é\"";

        Launch launch = Syntaxes.WINDOWS_POWERSHELL.launch(Syntaxes.CMD, script);

        assertThat(launch.input()).isEmpty();
        assertThat(launch.line())
                .startsWith("powershell.exe -NoLogo -NoProfile -NonInteractive -EncodedCommand ")
                .matches("[A-Za-z0-9 .+/=-]+");
        assertThat(decoded(launch.line()))
                .contains("UTF8Encoding $false")
                .contains("\n" + script + "\n")
                .endsWith("if(-not $?){if($LASTEXITCODE){exit $LASTEXITCODE};exit 1}");
        assertThat(Syntaxes.PWSH.launch(Syntaxes.POSIX, script).line()).startsWith("pwsh -NoLogo");
    }

    @Test
    void launch_whenThePowerShellScriptIsLong_thenItGoesThroughTheInput() {
        String script = "Write-Output 'é'\n".repeat(2_000);

        Launch launch = Syntaxes.PWSH.launch(Syntaxes.CMD, script);

        assertThat(launch.line()).hasSizeLessThan(8_191);
        assertThat(decoded(launch.line())).contains("FromBase64String([Console]::In.ReadLine())");
        assertThat(launch.input()).endsWith("\n").containsOnlyOnce("\n");
        assertThat(new String(Base64.getDecoder().decode(launch.input().strip()), StandardCharsets.UTF_8))
                .startsWith(script);
    }

    private static String decoded(String line) {
        String encoded = line.substring(line.lastIndexOf(' ') + 1);
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_16LE);
    }

    @Test
    void launch_whenTheLoginShellCannotCarryIt_thenRefused() {
        assertThat(Syntaxes.CMD.launch(Syntaxes.CMD, "dir & ver").line()).isEqualTo("chcp 65001>nul&dir & ver");
        assertThatThrownBy(() -> Syntaxes.CMD.launch(Syntaxes.PWSH, "dir"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Syntaxes.CMD.launch(Syntaxes.CMD, "dir\nver"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Syntaxes.POSIX.launch(Syntaxes.CMD, "ls"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void kill_whenPosixOrWindows_thenGroupOrTree() {
        assertThat(new RemoteProcess("12", true).kill(Syntaxes.POSIX, "TERM")).contains("kill -s TERM -- -12");
        assertThat(new RemoteProcess("12", false).kill(Syntaxes.POSIX, "KILL")).contains("kill -s KILL -- 12");
        assertThat(new RemoteProcess("12", false).kill(Syntaxes.CMD, "TERM")).isEmpty();
        assertThat(new RemoteProcess("12", false).kill(Syntaxes.CMD, "KILL")).contains("taskkill /T /F /PID 12");
    }
}
