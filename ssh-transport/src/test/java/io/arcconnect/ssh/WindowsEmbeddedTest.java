package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What the library sends to Windows, run by the testkit's Windows. Its rules are Microsoft's documents, not this library. */
@Timeout(120)
class WindowsEmbeddedTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path files;

    private EmbeddedServer server;
    private ArcConnect arc;
    private ArcMachine machine;

    @BeforeEach
    void start() {
        server = EmbeddedServer.start(spec -> spec.windows().files(files));
        arc = DirectArc.to(server.address());
        machine = arc.machine(DirectArc.ID);
    }

    @AfterEach
    void stop() {
        arc.close().block(LIMIT);
        server.close();
        assertThat(server.server().unanswered()).isEmpty();
    }

    @Test
    void exec_whenNothingIsSaid_thenCmdIsKnownFromTheIdentification() {
        ExecResult result = machine.use(
                        server.ssh(),
                        session -> session.exec(Exec.of(session.shell(), "hostname"))
                                .flatMap(host -> session.exec("echo " + session.shell())))
                .block(LIMIT);

        assertThat(result.stdout()).isEqualTo("CMD\r\n");
    }

    @Test
    void exec_whenVariablesAndDirectoryAreWanted_thenCmdSetsThem() throws Exception {
        Files.createDirectories(files.resolve("Program Files"));

        ExecResult result =
                exec(Exec.command("set GREETING&cd").env("GREETING", "a & b").workingDirectory("C:\\Program Files"));

        assertThat(result.stdout()).isEqualTo("GREETING=a & b\r\nC:\\Program Files\r\n");
        assertThat(result.exportedVariables()).containsExactly("GREETING");
    }

    @Test
    void exec_whenTheDirectoryIsNotThere_thenTheCommandDoesNotRun() {
        ExecResult result = exec(Exec.command("echo no").workingDirectory("C:\\Nowhere"));

        assertThat(result.exitStatus()).hasValue(1);
        assertThat(result.stdout()).isEmpty();
    }

    @Test
    void script_whenOfPowerShell_thenOutputIsUtf8AndErrorsAreText() {
        ExecResult result =
                exec(Exec.script(RemoteShell.WINDOWS_POWERSHELL, "$env:WHO\nWrite-Error 'größer'\nwhoami\nexit 3")
                        .env("WHO", "Müller's"));

        assertThat(result.stdout()).isEqualTo("Müller's\r\nemulated\\azureuser\r\n");
        assertThat(result.stderr()).startsWith("größer\r\n").doesNotContain("CLIXML");
        assertThat(result.exitStatus()).hasValue(3);
    }

    @Test
    void script_whenTooLongForALine_thenThroughStandardInput() {
        String comment = "# " + "x".repeat(10_000) + "\n";

        ExecResult result = exec(
                Exec.script(RemoteShell.WINDOWS_POWERSHELL, comment + "[Console]::Out.Write([Console]::In.ReadToEnd())")
                        .stdin("the rest"));

        assertThat(result.stdout()).isEqualTo("the rest");
    }

    @Test
    void json_whenObjectsAreMade_thenOneArray() {
        ExecResult result =
                exec(PowerShell.json(RemoteShell.WINDOWS_POWERSHELL, "[pscustomobject]@{Name='web'; Up=$true}\n'two'"));

        assertThat(result.stdout()).isEqualTo("[{\"Name\":\"web\",\"Up\":true},\"two\"]\r\n");
    }

    @Test
    void json_whenAnErrorIsWritten_thenTheStatusSaysSo() {
        ExecResult result =
                exec(PowerShell.json(RemoteShell.WINDOWS_POWERSHELL, "Write-Error 'first'\nWrite-Output 'never'"));

        assertThat(result.exitStatus()).hasValue(1);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr()).startsWith("first");
    }

    @Test
    void timeout_whenAScriptOfPowerShellRunsOn_thenItsProcessIsKilled() {
        Mono<ExecResult> tooLong = machine.use(
                server.ssh(),
                session -> session.exec(Exec.script(RemoteShell.WINDOWS_POWERSHELL, "Start-Sleep -Seconds 600")
                        .timeout(Duration.ofMillis(300))));

        StepVerifier.create(tooLong)
                .expectErrorSatisfies(
                        failure -> assertThat(((SshException) failure).reason()).isEqualTo(SshReason.COMMAND_TIMED_OUT))
                .verify(LIMIT);
    }

    @Test
    void sftp_whenPathsAreOfWindows_thenFilesAreThere_andVerified() throws Exception {
        Files.createDirectories(files.resolve("Temp"));
        Path local = Files.writeString(files.resolve("local.txt"), "content");

        String there = Sftp.windowsPath("C:\\Temp\\a.txt");
        machine.use(
                        Sftp.over(server.ssh()),
                        sftp -> sftp.upload(
                                        local, there, TransferOptions.defaults().verify())
                                .doOnNext(transfer ->
                                        assertThat(transfer.verifiedThere()).isOne())
                                .then(sftp.realPath("/C:/Temp/../Temp"))
                                .doOnNext(path -> assertThat(path).isEqualTo("/C:/Temp")))
                .block(LIMIT);

        assertThat(files.resolve("Temp/a.txt")).hasContent("content");
    }

    private ExecResult exec(Exec exec) {
        return machine.use(server.ssh(), session -> session.exec(exec)).block(LIMIT);
    }
}
