package io.arcconnect.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.cli.console.TestSurroundings;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.ExecReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person is asked on the way in, and what is asked of nobody. */
@Timeout(90)
class LoginOptionsTest {

    /** This server asks it as a question of its own, as many do. */
    private static final String PASSWORD = "Password: ";

    private static final String[] ADA = {"--local-user", "ada"};

    private static final EmbeddedSsh SERVER =
            EmbeddedSsh.create().password("ada", "s3cret").onExec(request -> ExecReply.out("in\n"));

    private static final ArcEmulator EMULATOR = ArcEmulator.builder()
            .machine(EmulatedMachine.linux("web-01").ssh(SERVER).enabled())
            .machine(EmulatedMachine.linux("new-01").ssh(SERVER))
            .machine(EmulatedMachine.linux("new-02").ssh(SERVER))
            .machine(EmulatedMachine.linux("new-03").ssh(SERVER))
            .machine(EmulatedMachine.linux("odd-01").ssh(SERVER, 2222).enabled())
            .machine(EmulatedMachine.windows("win-01").ssh(SERVER).enabled())
            .start();

    @TempDir
    private Path home;

    private TestSurroundings around;

    @BeforeEach
    void surroundings() {
        around = new TestSurroundings(home);
    }

    @AfterAll
    static void stop() {
        EMULATOR.close();
    }

    @Test
    void login_whenTheMachineIsNewAndThePersonSaysYes_thenItsKeyIsKeptForTheOwnerOnly() throws IOException {
        around.terminal().types("perhaps");
        around.terminal().types("yes");
        around.terminal().types("s3cret");

        assertThat(run("web-01", ADA)).as(around.err()).isZero();

        assertThat(around.terminal().questions())
                .satisfiesExactly(
                        first -> assertThat(first).contains("web-01", SERVER.hostKeyFingerprint(), "yes/no"),
                        again -> assertThat(again).contains("fingerprint"),
                        password -> assertThat(password).endsWith(PASSWORD));
        Path folder = home.resolve(".arcconnect");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(folder.resolve("known_hosts")).content().contains("/machines/web-01 ");
    }

    @Test
    void login_whenTheMachineIsKnown_thenOnlyThePasswordIsAskedFor() {
        around.terminal().types("s3cret");
        run("web-01", Words.of(ADA, new String[] {"--accept-new"}));
        around.terminal().types("s3cret");

        assertThat(run("web-01", ADA)).as(around.err()).isZero();

        assertThat(around.terminal().questions()).hasSize(2).allMatch(asked -> asked.endsWith(PASSWORD));
    }

    @Test
    void login_whenThePersonTypesTheFingerprint_thenThatIsAYes() {
        around.terminal().types(SERVER.hostKeyFingerprint());
        around.terminal().types("s3cret");

        assertThat(run("web-01", ADA)).as(around.err()).isZero();
    }

    @Test
    void login_whenThePersonSaysNo_then255AndTheCode() {
        around.terminal().types("no");

        assertThat(run("web-01", ADA)).isEqualTo(255);

        assertThat(around.err()).startsWith("arcconnect: ssh.host_key_unknown web-01: ");
        assertThat(home.resolve(".arcconnect/known_hosts")).doesNotExist();
    }

    @Test
    void login_whenThereIsNoTerminal_thenTheNewMachineIsRefusedWithItsFingerprintAndTheOptions() {
        assertThat(run("web-01", ADA)).isEqualTo(255);

        assertThat(around.err())
                .startsWith("arcconnect: ssh.host_key_unknown web-01: ")
                .contains("no terminal", SERVER.hostKeyFingerprint(), "--accept-new", "--host-key-from-machine");
    }

    @Test
    void login_whenTheKeyIsPinned_thenNobodyIsAskedAboutItAndAnotherIsRefused() {
        around.terminal().types("s3cret");
        String[] pinned = {"--host-key", SERVER.hostKeyFingerprint()};
        assertThat(run("web-01", Words.of(ADA, pinned))).as(around.err()).isZero();

        String[] other = {
            "--host-key",
            "SHA256:" + "A".repeat(43),
            "--known-hosts",
            home.resolve("none").toString()
        };
        assertThat(run("web-01", Words.of(ADA, other))).isEqualTo(255);

        assertThat(around.err()).contains("ssh.host_key_");
    }

    @Test
    void login_whenThePasswordIsMistyped_thenThreeTries() {
        around.terminal().types("s3crte");
        around.terminal().types("");
        around.terminal().types("s3cret");

        assertThat(run("web-01", Words.of(ADA, new String[] {"--accept-new"})))
                .as(around.err())
                .isZero();

        assertThat(around.terminal().questions()).hasSize(3).allMatch(asked -> asked.endsWith(PASSWORD));
        assertThat(around.out() + around.err()).doesNotContain("s3cr");
    }

    @Test
    void login_whenThePortIsNotSetUp_thenThePersonIsAskedFirst() {
        around.terminal().types("yes");
        around.terminal().types("s3cret");

        assertThat(run("new-01", Words.of(ADA, new String[] {"--accept-new"})))
                .as(around.err())
                .isZero();

        assertThat(around.terminal().questions().get(0)).contains("May ArcConnect set up the port");
    }

    @Test
    void login_whenThePersonDoesNotConsent_thenNothingIsWrittenAndTheOptionIsNamed() {
        around.terminal().types("no");

        assertThat(run("new-02", Words.of(ADA, new String[] {"--accept-new"}))).isEqualTo(255);

        assertThat(around.err())
                .startsWith("arcconnect: service.not_enabled new-02: ")
                .contains("--yes");
        assertThat(EMULATOR.requests())
                .noneMatch(request -> request.isWrite() && request.path().contains("new-02"));
    }

    @Test
    void login_whenConsentIsGivenBeforehand_thenNobodyIsAsked() {
        around.terminal().types("s3cret");

        assertThat(run("new-03", Words.of(ADA, new String[] {"--accept-new", "-y"})))
                .as(around.err())
                .isZero();

        assertThat(around.terminal().questions()).singleElement().asString().endsWith(PASSWORD);
    }

    @Test
    void login_whenAnotherPortIsSetUp_thenItIsMovedOnlyWithConsent() {
        String[] port = {"--accept-new", "--port", "2222"};
        around.terminal().types("no");
        assertThat(run("odd-01", Words.of(ADA, port))).isEqualTo(255);
        assertThat(around.err()).contains("service.port_conflict");

        around.terminal().types("yes");
        around.terminal().types("s3cret");
        assertThat(run("odd-01", Words.of(ADA, port))).as(around.err()).isZero();
    }

    @Test
    void login_whenNobodyIsNamedAndItIsAWindows_thenNobodySignsInInVain() {
        assertThat(run("win-01")).isEqualTo(255);

        assertThat(around.err()).contains("ssh.certificate_not_for_windows", "--local-user");
    }

    private int run(String machine, String... arguments) {
        return TestCommand.run(
                ExecCommand::new, around.build(), EMULATOR, machine, Words.of(arguments, new String[] {"id"}));
    }
}
