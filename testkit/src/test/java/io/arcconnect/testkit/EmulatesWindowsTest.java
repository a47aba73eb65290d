package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What OpenSSH for Windows, cmd and PowerShell answer, asked by MINA's own client: docs/emulator.md, "Windows". Documented by
 * Microsoft or seen by many; confirmed by no real Windows here.
 */
@Timeout(60)
class EmulatesWindowsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path files;

    private RunningSsh server;
    private SshClient client;
    private ClientSession session;

    @BeforeEach
    void start() throws Exception {
        server = EmbeddedSsh.create()
                .windows()
                .password("ada", "pw")
                .files(files)
                .start();
        client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((any, address, key) -> true);
        client.start();
        session = client.connect("ada", server.address()).verify(SOON).getSession();
        session.addPasswordIdentity("pw");
        session.auth().verify(SOON);
    }

    @AfterEach
    void stop() {
        client.stop();
        server.close();
    }

    @Test
    void identification_whenAsked_thenThatOfOpenSshForWindows() {
        assertThat(session.getServerVersion()).isEqualTo("SSH-2.0-OpenSSH_for_Windows_9.5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "echo hello ~ `hello\r\n` ~ `` ~ 0",
                "echo \"a b\" ^& c ~ `\"a b\" & c\r\n` ~ `` ~ 0",
                "echo out & echo err>&2 & exit 7 ~ `out\r\n` ~ `err\r\n` ~ 7",
                "whoami&&hostname ~ `emulated\\ada\r\nemulated\r\n` ~ `` ~ 0",
                "echo %USERNAME% %nobody% ~ `ada %nobody%\r\n` ~ `` ~ 0",
                "set \"A=b\"&set a ~ `A=b\r\n` ~ `` ~ 0",
                "set A=b&echo %A% ~ `%A%\r\n` ~ `` ~ 0",
                "cd ~ `C:\\Users\\ada\r\n` ~ `` ~ 0",
                "cd /d \"C:\\Nowhere\"||exit 3&echo no ~ `` ~ `The system cannot find the path specified.\r\n` ~ 3",
                "chcp 65001>nul&echo quiet 2>nul ~ `quiet\r\n` ~ `` ~ 0",
                "chcp ~ `Active code page: 437\r\n` ~ `` ~ 0",
                "exit 70000 ~ `` ~ `` ~ 70000",
            })
    void cmd_whenItRunsALine_thenAsDocumented(String line, String stdout, String stderr, int status) throws Exception {
        Result result = exec(line, "");

        assertThat(result.text()).isEqualTo(stdout.replace("\\r\\n", "\r\n"));
        assertThat(result.stderr()).isEqualTo(stderr);
        assertThat(result.status()).isEqualTo(status);
        assertThat(server.unanswered()).isEmpty();
    }

    @Test
    void cmd_whenThereIsNoSuchProgram_thenSaysSoInItsOwnWords() throws Exception {
        Result result = exec("uptime -p", "");

        assertThat(result.stderr())
                .isEqualTo("'uptime' is not recognized as an internal or external command,\r\n"
                        + "operable program or batch file.\r\n");
        assertThat(result.status()).isOne();
        assertThat(server.unanswered()).isEmpty();
    }

    @Test
    void cmd_whenWindowsWouldKnowTheCommand_thenLoudAndUnanswered() throws Exception {
        for (String line :
                new String[] {"ipconfig /all", "dir > list.txt", "type a.txt | more", "powershell -File a.ps1"}) {
            Result result = exec(line, "");

            assertThat(result.status()).isOne();
            assertThat(result.stderr())
                    .startsWith("The ArcConnect emulator does not emulate this command of Windows: ")
                    .contains("docs/emulator.md");
        }
        assertThat(server.unanswered())
                .hasSize(4)
                .allMatch(text -> text.startsWith("The ArcConnect emulator does not emulate"));
    }

    @Test
    void output_whenNobodySaysOtherwise_thenInTheCodePage() throws Exception {
        assertThat(exec("echo Müller", "").stdout()).isEqualTo("Müller\r\n".getBytes(Charset.forName("IBM437")));
        assertThat(exec("chcp 65001>nul&echo Müller", "").stdout())
                .isEqualTo("Müller\r\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void input_whenCopied_thenByteForByte() throws Exception {
        assertThat(exec("findstr \"^\"", "one\ntwo\r\n").text()).isEqualTo("one\ntwo\r\n");
    }

    @Test
    void variables_whenTheClientSetsThem_thenDeclined() throws Exception {
        try (ChannelExec channel = session.createExecChannel("set A")) {
            channel.setEnv("A", "b");
            channel.open().verify(SOON);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), SOON);

            assertThat(channel.getExitStatus()).isOne();
        }
    }

    @Test
    void powershell_whenEncoded_thenRuns_andWritesProgressAndErrorsAsClixml() throws Exception {
        Result result =
                exec("powershell -NoProfile -EncodedCommand " + encoded("Write-Output hi; Write-Error 'a <b>'"), "");

        assertThat(result.text()).isEqualTo("hi\r\n");
        assertThat(result.stderr())
                .startsWith("#< CLIXML\r\n<Objs Version=\"1.1.0.1\"")
                .contains("S=\"progress\"", "<S S=\"Error\">a &lt;b&gt;_x000D__x000A_</S>")
                .endsWith("</Objs>");
        assertThat(result.status()).isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "'it''s'; 4 ~ `it's\r\n4\r\n` ~ 0",
                "$env:A='b'; Write-Host \"<$env:A>\" ~ `<b>\r\n` ~ 0",
                "whoami; exit 5 ~ `emulated\\ada\r\n` ~ 5",
                "& 'hostname' ~ `emulated\r\n` ~ 0",
                "[Console]::Out.Write('x' + 'y') ~ `xy` ~ 0",
                "throw 'no'; 'never' ~ `` ~ 1",
                "Write-Error 'no'; 'well' ~ `well\r\n` ~ 0",
                "Start-Sleep -Milliseconds 1 ~ `` ~ 0",
            })
    void powershell_whenItRunsAScript_thenAsDocumented(String script, String stdout, int status) throws Exception {
        Result result = exec("powershell -EncodedCommand " + encoded(script), "");

        assertThat(result.text()).isEqualTo(stdout);
        assertThat(result.status()).isEqualTo(status);
        assertThat(server.unanswered()).isEmpty();
    }

    @Test
    void powershell_whenGivenAPlainCommand_thenErrorsAreText() throws Exception {
        assertThat(exec("powershell -Command \"Write-Error 'plain'\"", "").stderr())
                .startsWith("plain\r\n");
    }

    @Test
    void powershell_whenTheStatementIsUnknown_thenLoudAndUnanswered() throws Exception {
        Result result = exec("powershell -EncodedCommand " + encoded("Get-Service | Stop-Service"), "");

        assertThat(result.status()).isOne();
        assertThat(result.stderr()).contains("does not emulate this command of Windows: the PowerShell Get-Service");
        assertThat(server.unanswered()).hasSize(1);
    }

    @Test
    void onExec_whenThePowerShellIsEncoded_thenTheScriptCanBeRead() throws Exception {
        server.onExec(request -> ExecReply.out(request.script().orElse("none")));

        assertThat(exec("powershell -EncodedCommand " + encoded("Get-Service"), "")
                        .text())
                .isEqualTo("Get-Service");
        assertThat(exec("ver", "").text()).isEqualTo("none");
    }

    @Test
    void sftp_whenPathsHaveADrive_thenTheFilesAreBelowIt() throws Exception {
        Files.createDirectories(files.resolve("Temp"));
        Files.writeString(files.resolve("Temp/a.txt"), "text");

        try (SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
            assertThat(sftp.canonicalPath("/C:/Temp")).isEqualTo("/C:/Temp");
            assertThat(sftp.canonicalPath("c:/Temp/../Temp")).isEqualTo("/C:/Temp");
            assertThat(sftp.stat("/C:/Temp/a.txt").getSize()).isEqualTo(4);
            assertThatThrownBy(() -> sftp.stat("/D:/Temp")).isInstanceOf(SftpException.class);
            assertThatThrownBy(() -> sftp.stat("/Temp")).isInstanceOf(SftpException.class);
        }
    }

    @Test
    void sftp_whenTheUserHasAHome_thenRelativePathsBeginThere() throws Exception {
        Files.createDirectories(files.resolve("Users/ada"));

        try (SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
            assertThat(sftp.canonicalPath(".")).isEqualTo("/C:/Users/ada");
        }
    }

    @Test
    void machine_whenItIsOneOfWindows_thenItsServerIsToo() {
        EmbeddedSsh spec = EmbeddedSsh.create();
        try (ArcEmulator emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.windows("win").ssh(spec))
                .machine(EmulatedMachine.windows("bash").ssh(spec.posix()))
                .machine(EmulatedMachine.linux("lin").ssh(spec))
                .start()) {
            assertThat(version(emulator, "win")).contains("for_Windows");
            assertThat(version(emulator, "bash")).doesNotContain("Windows");
            assertThat(version(emulator, "lin")).doesNotContain("Windows");
        }
    }

    private String version(ArcEmulator emulator, String machine) {
        try (ClientSession other = client.connect(
                        "ada", emulator.machine(machine).ssh().orElseThrow().address())
                .verify(SOON)
                .getSession()) {
            other.waitFor(EnumSet.of(ClientSession.ClientSessionEvent.WAIT_AUTH), SOON);
            return other.getServerVersion();
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private record Result(byte[] stdout, String stderr, Integer status) {
        String text() {
            return new String(stdout, StandardCharsets.UTF_8);
        }
    }

    private Result exec(String command, String stdin) throws Exception {
        try (ChannelExec channel = session.createExecChannel(command)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            channel.setIn(new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)));
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(SOON);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), SOON);
            return new Result(out.toByteArray(), err.toString(StandardCharsets.UTF_8), channel.getExitStatus());
        }
    }

    private static String encoded(String script) {
        return Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_16LE));
    }
}
