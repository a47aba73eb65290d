package io.arcconnect.examples.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.Secret;
import io.arcconnect.rdp.ClientExit;
import io.arcconnect.rdp.DesktopClient;
import io.arcconnect.rdp.ProgramLookup;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** The README's desktop, opened on the emulator by a client that is a shell script. */
class OpenADesktopEmulatorTest {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String PASSWORD = "correct horse";

    @TempDir
    Path folder;

    private final KeyPair key = newKey();
    private final ArcEmulator emulator = ArcEmulator.builder()
            .machine(EmulatedMachine.windows("win-01")
                    .enabled()
                    .ssh(EmbeddedSsh.create()
                            .password("azureuser", PASSWORD)
                            .authorizedKey("azureuser", key.getPublic())
                            .rdpEcho()))
            .start();
    private final ArcConnect arc = emulator.arcConnect().build();

    @AfterEach
    void close() {
        arc.close().block(BOUND);
        emulator.close();
    }

    @Test
    void openADesktop_whenTheFileIsWritten_thenItsAddressLeadsToTheMachine() throws IOException {
        Path file = folder.resolve("win-01.rdp");

        Disposable open = OpenADesktop.tunnel(windows(), desktopSsh(), file).subscribe();
        Flux.interval(Duration.ofMillis(20)).filter(tick -> Files.exists(file)).blockFirst(BOUND);
        byte answer = echo(port(file), (byte) 42);
        open.dispose();

        assertThat(answer).isEqualTo((byte) 42);
        assertThat(Files.readString(file, StandardCharsets.UTF_16)).contains("username:s:CONTOSO\\ada");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the client of this test is a shell script")
    void openADesktop_whenAClientIsThere_thenItRunsWithTheFileAndTellsHowItEnded() throws IOException {
        Path client = Files.writeString(
                folder.resolve("xfreerdp"), "#!/bin/sh\ncp \"$1\" '" + folder.resolve("seen.rdp") + "'\nexit 2\n");
        Files.setPosixFilePermissions(client, PosixFilePermissions.fromString("rwx------"));
        Path existing = Files.writeString(folder.resolve("old.rdp"), "full address:s:win-01\nkeyboardhook:i:1\n");
        ProgramLookup programs = name -> name.equals("xfreerdp") ? Optional.of(client) : Optional.empty();

        ClientExit own = OpenADesktop.work(windows(), desktopSsh(), programs, folder.resolve("none.rdp"))
                .block(BOUND);
        String seen = Files.readString(folder.resolve("seen.rdp"), StandardCharsets.UTF_16);
        OpenADesktop.asBefore(windows(), desktopSsh(), DesktopClient.freeRdp(client), existing)
                .block(BOUND);
        String asBefore = Files.readString(folder.resolve("seen.rdp"), StandardCharsets.UTF_16);

        assertThat(own.meaning()).contains("the user logged off");
        assertThat(seen).contains("full address:s:127.0.0.1:", "username:s:azureuser");
        assertThat(asBefore).contains("full address:s:127.0.0.1:", "keyboardhook:i:1", "redirectclipboard:i:1");
        assertThat(folder.resolve("none.rdp")).doesNotExist();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the client of this test is a shell script")
    void openADesktop_whenSignedInTwice_thenTheClientAsksForTheSecond() throws IOException {
        Path client = Files.writeString(
                folder.resolve("client"), "#!/bin/sh\ncat \"$1\" >'" + folder.resolve("seen") + "'\n");
        Files.setPosixFilePermissions(client, PosixFilePermissions.fromString("rwx------"));
        Path privateKey = Files.writeString(
                folder.resolve("key"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(key.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        HostKeys keys = HostKeys.pinned(emulator.machine("win-01").hostKeyFingerprint());

        OpenADesktop.signInTwice(windows(), privateKey, keys, DesktopClient.freeRdp(client))
                .block(BOUND);

        assertThat(Files.readString(folder.resolve("seen"), StandardCharsets.UTF_16))
                .contains("full address:s:127.0.0.1:", "username:s:CONTOSO\\ada", "prompt for credentials:i:1");
    }

    @Test
    void openADesktop_whenThereIsNoClient_thenTheFileLeadsToTheTunnel() throws IOException {
        Path file = folder.resolve("by-hand.rdp");

        Disposable open = OpenADesktop.work(windows(), desktopSsh(), name -> Optional.empty(), file)
                .subscribe();
        Flux.interval(Duration.ofMillis(20)).filter(tick -> Files.exists(file)).blockFirst(BOUND);
        byte answer = echo(port(file), (byte) 42);
        open.dispose();

        assertThat(answer).isEqualTo((byte) 42);
    }

    private ArcMachine windows() {
        return arc.machine(emulator.machine("win-01").id());
    }

    private Ssh desktopSsh() {
        return Ssh.as("azureuser")
                .identity(SshIdentity.password(Secret.of(PASSWORD)))
                .hostKeys(HostKeys.pinned(emulator.machine("win-01").hostKeyFingerprint()));
    }

    private static int port(Path file) throws IOException {
        Matcher address = Pattern.compile("full address:s:127\\.0\\.0\\.1:(\\d+)")
                .matcher(Files.readString(file, StandardCharsets.UTF_16));
        assertThat(address.find()).isTrue();
        return Integer.parseInt(address.group(1));
    }

    private static byte echo(int port, byte sent) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout((int) BOUND.toMillis());
            client.getOutputStream().write(sent);
            return (byte) client.getInputStream().read();
        }
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(3072);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
