package io.arcconnect.examples.desktop;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An X server on a display that it chose, without TCP, which only programs that have its cookie can use. */
record XServer(Process process, Map<String, String> environment) {

    private static final int ANY_FAMILY = 65_535;

    /** Starts one; auto-repeat is off, because on a slow machine one stroke would become several. */
    static XServer start(Programs programs, String program, String... options) throws Exception {
        Path cookie = writeCookie(programs.folder().resolve(program + ".authority"));
        List<String> command = new ArrayList<>(
                List.of(program, "-displayfd", "1", "-auth", cookie.toString(), "-nolisten", "tcp", "-r"));
        command.addAll(List.of(options));
        Process process = programs.startAndRead(program, Map.of(), command);
        BufferedReader output = process.inputReader(StandardCharsets.US_ASCII);
        String display = CompletableFuture.supplyAsync(() -> firstLine(output))
                .get(60, TimeUnit.SECONDS)
                .strip();
        if (display.isEmpty()) {
            throw new IllegalStateException(program + " did not start: " + programs.said(program));
        }
        return new XServer(process, Map.of("DISPLAY", ":" + display, "XAUTHORITY", cookie.toString()));
    }

    private static String firstLine(BufferedReader output) {
        return output.lines().findFirst().orElse("");
    }

    /** Xau(3): family, address, number of the display, name and data; an empty number is any display. */
    private static Path writeCookie(Path file) throws IOException {
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(entry);
        out.writeShort(ANY_FAMILY);
        out.writeUTF("");
        out.writeUTF("");
        out.writeUTF("MIT-MAGIC-COOKIE-1");
        out.writeShort(secret.length);
        out.write(secret);
        return Files.write(file, entry.toByteArray());
    }
}
