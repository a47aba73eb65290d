package io.arcconnect.rdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class DesktopClientTest {

    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final Path FILE = Path.of("desktop.rdp");

    private final RdpFile content =
            RdpFileTest.file(Optional.of("ada")).withCertificateCheck(CertificateCheck.NOT_CHECKED);

    @TempDir
    Path folder;

    @Test
    void find_whenSeveralAreThere_thenMicrosoftsBeforeFreeRdpAndNewerBeforeOlder() {
        Map<String, Path> programs = new HashMap<>(Map.of(
                "mstsc.exe", Path.of("mstsc.exe"),
                "Windows App.app", Path.of("Windows App.app"),
                "xfreerdp3", Path.of("xfreerdp3"),
                "xfreerdp", Path.of("xfreerdp"),
                "sdl-freerdp", Path.of("sdl-freerdp"),
                "wlfreerdp", Path.of("wlfreerdp")));

        for (String expected :
                List.of("mstsc.exe", "Windows App.app", "xfreerdp3", "xfreerdp", "sdl-freerdp", "wlfreerdp")) {
            assertThat(DesktopClient.find(name -> Optional.ofNullable(programs.get(name)))
                            .block(BOUND))
                    .hasToString(expected);
            programs.remove(expected);
        }
    }

    @Test
    void find_whenNone_thenNoClientWithTheRemedy() {
        StepVerifier.create(DesktopClient.find(name -> Optional.empty()))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                RdpException.class,
                                none -> assertThat(none.reason()).isEqualTo(RdpReason.NO_CLIENT))
                        .hasMessageStartingWith("rdp.no_client: no program for remote desktops was found")
                        .hasMessageContaining("Install FreeRDP"))
                .verify(BOUND);
    }

    @Test
    void command_whenEachClient_thenItsOwn() {
        assertThat(DesktopClient.mstsc(Path.of("mstsc.exe")).command(FILE, content))
                .containsExactly("mstsc.exe", "desktop.rdp");
        assertThat(DesktopClient.windowsApp("Windows App").command(FILE, content))
                .containsExactly("/usr/bin/open", "-W", "-a", "Windows App", "desktop.rdp");
        assertThat(DesktopClient.freeRdp(Path.of("xfreerdp"))
                        .withArguments("/log-level:WARN")
                        .command(FILE, content))
                .containsExactly("xfreerdp", "desktop.rdp", "/cert:ignore", "/log-level:WARN");
    }

    @Test
    void withPassword_whenMicrosofts_thenIllegalState() {
        assertThatThrownBy(() -> DesktopClient.mstsc(Path.of("mstsc.exe")).withPassword(Mono.empty()))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/p:x",
                "-p:x",
                "--p:x",
                "+P:x",
                "/gp:x",
                "/pth:x",
                "/gat:x",
                "/p=x",
                "-p",
                "/p:x\ny",
                "/gateway:g:h,u:u,p:x",
                "/smartcard-logon:cert:c,pin:1",
                "/assistance:x",
                "/proxy:http://u:p@h:1"
            })
    void withArguments_whenASecret_thenIllegalArgumentThatDoesNotRepeatIt(String argument) {
        assertThatThrownBy(() -> DesktopClient.freeRdp(Path.of("xfreerdp")).withArguments(argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(argument);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions there")
    void places_whenOnThePath_thenWhatMayBeRunAndNoProgramOfWindows() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(folder.resolve("xfreerdp"), "");
        Files.writeString(folder.resolve("mstsc.exe"), "");
        Path program = Files.writeString(other.resolve("xfreerdp"), "");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(folder.resolve("mstsc.exe"), PosixFilePermissions.fromString("rwx------"));

        Places linux = Places.of("Linux", Map.of("PATH", ".:relative::\u0000:" + folder + ":" + other), "/home/ada");

        assertThat(linux.folders()).containsExactly(folder, other);
        assertThat(linux.find("xfreerdp")).contains(program);
        assertThat(linux.find("mstsc.exe")).isEmpty();
        assertThat(linux.find("wlfreerdp")).isEmpty();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "paths of macOS")
    void places_whenMacOs_thenApplicationsToo() throws IOException {
        Files.createDirectories(folder.resolve("Applications/Windows App.app"));

        Places mac = Places.of("Mac OS X", Map.of("PATH", "/usr/bin"), folder.toString());

        assertThat(mac.find("Windows App.app")).contains(folder.resolve("Applications/Windows App.app"));
        assertThat(mac.folders()).startsWith(Path.of("/Applications"));
    }

    @Test
    void clean_whenTheEnvironmentHasSecretsAndProxies_thenTheyAreGoneAndTheRestStays() {
        Map<String, String> environment = new HashMap<>();
        for (String name : List.of(
                "AZURE_CLIENT_SECRET",
                "DB_PASSWORD",
                "GITHUB_TOKEN",
                "AWS_SECRET_ACCESS_KEY",
                "API_KEY",
                "PGPASSWORD",
                "SSHPASS",
                "MYSQL_PWD",
                "IDENTITY_HEADER",
                "SQLAZURECONNSTR_MAIN",
                "STORAGE_CONNECTION_STRING",
                "https_proxy",
                "HTTP_PROXY",
                "ALL_PROXY")) {
            environment.put(name, "x");
        }
        List<String> needed = List.of(
                "DISPLAY",
                "WAYLAND_DISPLAY",
                "XAUTHORITY",
                "HOME",
                "PATH",
                "PWD",
                "LANG",
                "XDG_RUNTIME_DIR",
                "DBUS_SESSION_BUS_ADDRESS",
                "KRB5CCNAME",
                "SystemRoot",
                "APPDATA",
                "FREERDP_ASKPASS",
                "no_proxy");
        needed.forEach(name -> environment.put(name, "https://x:1/y@z"));
        environment.put("DATABASE_URL", "postgres://u:p@db/x");

        ClientEnvironment.clean(environment);

        assertThat(environment).containsOnlyKeys(needed);
    }

    @Test
    void places_whenWindowsSpellsItsVariablesOtherwise_thenTheyAreFoundAndItsOwnFoldersComeFirst() {
        Places windows = Places.of(
                "Windows 11",
                Map.of("SYSTEMROOT", folder.toString(), "Path", folder.resolve("other") + ""),
                "C:\\Users\\ada");

        assertThat(windows.folders())
                .containsExactly(
                        Path.of(folder + "\\Sysnative"), Path.of(folder + "\\System32"), folder.resolve("other"));
    }

    @Test
    void clean_whenAPasswordIsGiven_thenFreeRdpHasNobodyElseToAsk() {
        Map<String, String> environment =
                new HashMap<>(Map.of("FREERDP_ASKPASS", "/usr/bin/ask", "OF_WINDOWS", "pw", "LANG", "C"));

        DesktopClient.freeRdp(Path.of("xfreerdp")).withPassword(Mono.empty()).clean(environment, "pw\n");

        assertThat(environment).containsOnlyKeys("LANG");
    }

    @Test
    void exit_whenFreeRdp_thenOrderlyEndsAreNoFailures() {
        DesktopClient freeRdp = DesktopClient.freeRdp(Path.of("xfreerdp"));

        assertThat(freeRdp.exit(12, true, "").orThrow().meaning()).contains("the user logged off");
        assertThat(freeRdp.exit(1, true, "").isOrderly()).isTrue();
        assertThat(freeRdp.exit(1, false, "").isOrderly()).isFalse();
        assertThat(freeRdp.exit(2, true, "").orThrow().meaning()).contains("the user logged off");
        assertThat(freeRdp.exit(240, true, "").meaning())
                .hasValueSatisfying(text -> assertThat(text).contains("licence"));
        assertThat(freeRdp.exit(99, true, "").meaning()).isEmpty();
        assertThat(DesktopClient.mstsc(Path.of("mstsc.exe")).exit(1, true, "").isOrderly())
                .isFalse();
    }
}
