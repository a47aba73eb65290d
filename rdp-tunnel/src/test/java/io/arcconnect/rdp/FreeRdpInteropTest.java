package io.arcconnect.rdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.model.Secret;
import io.arcconnect.rdp.DesktopListener.Said;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** FreeRDP's own parser reads our files, and its command line our arguments. */
@Tag("interop")
class FreeRdpInteropTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private VirtualDisplay display;
    private DesktopListener desktop;
    private FakeTunnel tunnel;
    private Path freeRdp;

    @BeforeEach
    void start() throws Exception {
        Path program = VirtualDisplay.assumeInstalled("xfreerdp");
        display = VirtualDisplay.start();
        desktop = DesktopListener.tls(folder);
        tunnel = new FakeTunnel(desktop.port());
        freeRdp = display.wrapping(program, folder);
    }

    @AfterEach
    void stop() throws Exception {
        if (desktop != null) {
            desktop.close();
        }
        if (display != null) {
            display.close();
        }
    }

    @Test
    void launch_whenATunnelsOwnFile_thenItsPortItsUserAndNothingOfThisComputer() throws Exception {
        ClientExit exit = tunnel.launch(DesktopClient.freeRdp(freeRdp)).block(BOUND);

        Said said = desktop.next();
        assertThat(said.cookie()).isEqualTo("Cookie: mstshash=ada");
        assertThat(said.first()).isNotEmpty();
        assertThat(said.channels()).doesNotContain("cliprdr");
        assertThat(exit.meaning()).contains("the connection was lost");
    }

    @Test
    void launch_whenTheFileSaysMore_thenTheDesktopSeesIt() throws Exception {
        RdpFile file = tunnel.rdpFile()
                .withUsername("CONTOSO\\bob")
                .withDisplay(RdpDisplay.window(801, 603))
                .withRedirections(RdpRedirection.CLIPBOARD, RdpRedirection.DRIVES);

        tunnel.launch(DesktopClient.freeRdp(freeRdp), file).block(BOUND);

        Said said = desktop.next();
        assertThat(said.cookie()).isEqualTo("Cookie: mstshash=bob");
        assertThat(said.size()).contains("801x603");
        assertThat(said.channels()).contains("cliprdr", "rdpdr");
    }

    @Test
    void launch_whenSomebodysFile_thenItLeadsToTheTunnelWhateverItSaidBefore() throws Exception {
        RdpFile file = RdpFile.parse("""
                full address:s:192.0.2.1:3389
                alternate full address:s:192.0.2.2
                server port:i:4711
                /v:192.0.2.3
                gatewayhostname:s:192.0.2.4
                gatewayusagemethod:i:1
                username:s:eve
                redirectclipboard:i:1
                """);

        tunnel.launch(DesktopClient.freeRdp(freeRdp), file).block(BOUND);

        Said said = desktop.next();
        assertThat(said.cookie()).isEqualTo("Cookie: mstshash=eve");
        assertThat(said.channels()).contains("cliprdr");
    }

    @Test
    void launch_whenTheCertificateIsRequired_thenFreeRdpGoesNoFurther() throws Exception {
        RdpFile file = tunnel.rdpFile().withCertificateCheck(CertificateCheck.REQUIRED);

        ClientExit exit = tunnel.launch(DesktopClient.freeRdp(freeRdp), file).block(BOUND);

        assertThat(desktop.next().first()).isEmpty();
        assertThat(exit.status()).isEqualTo(143);
        assertThat(exit.meaning()).hasValueSatisfying(text -> assertThat(text).contains("certificate"));
    }

    @Test
    void launch_whenWarnedAndNobodyIsThereToAnswer_thenFreeRdpGoesNoFurther() throws Exception {
        RdpFile file = tunnel.rdpFile().withCertificateCheck(CertificateCheck.WARN);

        ClientExit exit = tunnel.launch(DesktopClient.freeRdp(freeRdp), file).block(BOUND);

        assertThat(desktop.next().first()).isEmpty();
        assertThat(exit.isOrderly()).isFalse();
    }

    @Test
    void launch_whenThereIsNoScreen_thenAFailureThatSaysSo() throws Exception {
        Path nowhere = Files.writeString(
                folder.resolve("nowhere.sh"),
                "#!/bin/sh\nunset DISPLAY WAYLAND_DISPLAY\nexec '" + VirtualDisplay.assumeInstalled("xfreerdp")
                        + "' \"$@\"\n");
        Files.setPosixFilePermissions(nowhere, PosixFilePermissions.fromString("rwx------"));

        ClientExit exit = tunnel.launch(DesktopClient.freeRdp(nowhere)).block(BOUND);

        assertThat(exit.isOrderly()).isFalse();
        assertThat(exit.meaning()).hasValueSatisfying(text -> assertThat(text).contains("no screen"));
        assertThat(exit.output()).containsIgnoringCase("display");
    }

    @Test
    void launch_whenAPasswordIsGiven_thenFreeRdpSignsInWithoutAsking() throws Exception {
        desktop.close();
        desktop = DesktopListener.nla(folder);
        FakeTunnel authenticated = new FakeTunnel(desktop.port());
        DesktopClient client = DesktopClient.freeRdp(freeRdp).withPassword(Mono.just(Secret.of("Pa55 w\u00f6rd")));

        ClientExit exit = authenticated.launch(client).block(BOUND);

        Said said = desktop.next();
        assertThat(said.first()).containsSequence("NTLMSSP".getBytes(StandardCharsets.US_ASCII));
        assertThat(exit.output()).doesNotContain("Pa55");
    }

    @Test
    void arguments_whenGivenInPlaceOfTheFile_thenTheSame() throws Exception {
        RdpFile file = tunnel.rdpFile()
                .withUsername("CONTOSO\\bob")
                .withCertificateCheck(CertificateCheck.NOT_CHECKED)
                .withDisplay(RdpDisplay.window(801, 603))
                .withRedirections(RdpRedirection.CLIPBOARD);

        Said shown = saidTo(file);
        Said hidden = saidTo(file.withRedirections());

        assertThat(shown.cookie()).isEqualTo("Cookie: mstshash=bob");
        assertThat(shown.size()).contains("801x603");
        assertThat(shown.channels()).contains("cliprdr");
        assertThat(hidden.channels()).doesNotContain("cliprdr");
    }

    private Said saidTo(RdpFile file) throws Exception {
        List<String> command = new ArrayList<>(List.of(freeRdp.toString()));
        command.addAll(file.freeRdpArguments());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return desktop.next();
        } finally {
            process.destroyForcibly().waitFor(BOUND.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
