package io.arcconnect.rdp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The file that a desktop client opens: mstsc, Windows App and FreeRDP read it. It holds an address and at most a user
 * name, never a password. Everything that would show this computer to the machine — drives, clipboard, printers, cards,
 * devices, microphone — is off, and no gateway is asked.
 *
 * <p>A value: {@link #withUsername} gives a new one.
 */
public final class RdpFile {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");

    private static final List<String> SETTINGS = List.of(
            "gatewayusagemethod:i:0",
            "gatewayprofileusagemethod:i:1",
            "prompt for credentials:i:1",
            "redirectclipboard:i:0",
            "redirectprinters:i:0",
            "redirectsmartcards:i:0",
            "redirectcomports:i:0",
            "redirectposdevices:i:0",
            "redirectwebauthn:i:0",
            "redirectlocation:i:0",
            "drivestoredirect:s:",
            "devicestoredirect:s:",
            "usbdevicestoredirect:s:",
            "camerastoredirect:s:",
            "audiocapturemode:i:0",
            "audiomode:i:2");

    private final int port;
    private final String username;
    private final Scheduler scheduler;

    RdpFile(int port, String username, Scheduler scheduler) {
        this.port = port;
        this.username = username;
        this.scheduler = scheduler;
    }

    /**
     * Names the user to sign in as. Default: nobody, the client asks.
     *
     * @param newUsername such as {@code CONTOSO\ada} or {@code ada@contoso.com}
     * @return a new file
     * @throws IllegalArgumentException when it is empty or has a line break or another control character, which could add
     *     settings
     */
    public RdpFile withUsername(String newUsername) {
        if (Objects.requireNonNull(newUsername, "username").isBlank()
                || CONTROL.matcher(newUsername).find()) {
            throw new IllegalArgumentException("a user name must not be empty or have control characters");
        }
        return new RdpFile(port, newUsername, scheduler);
    }

    /** {@return the settings, one a line, each line ended by CR and LF} */
    public String content() {
        StringBuilder lines = new StringBuilder("full address:s:127.0.0.1:" + port + "\r\n");
        if (!username.isEmpty()) {
            lines.append("username:s:").append(username).append("\r\n");
        }
        SETTINGS.forEach(setting -> lines.append(setting).append("\r\n"));
        return lines.toString();
    }

    /**
     * Writes the file, replacing what is there in one step: a reader sees the old file or the new one. Only the owner can
     * read it where the file system knows POSIX permissions.
     *
     * <p><b>Subscribing</b> writes, on a library thread. <b>Error:</b> {@link IOException}, and then there is no new file.
     *
     * @param path where; its folder must exist
     * @return completes empty when it is there
     */
    public Mono<Void> writeTo(Path path) {
        Path target = path.toAbsolutePath();
        return Mono.<Void>fromCallable(() -> {
                    replace(target, encoded());
                    return null;
                })
                .subscribeOn(scheduler);
    }

    /** {@return the settings} */
    @Override
    public String toString() {
        return content();
    }

    /**
     * UTF-16 with a byte order mark is what mstsc itself writes and what every client reads; ASCII, which they read too,
     * cannot hold every user name.
     */
    private byte[] encoded() {
        return ('\ufeff' + content()).getBytes(StandardCharsets.UTF_16LE);
    }

    /** The JDK creates temporary files for their owner only. */
    private static void replace(Path target, byte[] bytes) throws IOException {
        Path folder = Objects.requireNonNull(target.getParent(), "a root cannot be a file");
        Path fresh = Files.createTempFile(folder, ".arcconnect-", ".rdp");
        try {
            Files.write(fresh, bytes);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
