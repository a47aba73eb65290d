package io.arcconnect.examples.desktop;

import io.arcconnect.rdp.DesktopClient;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** The screen of a person who opens a remote desktop, with a mouse and a keyboard. It has no window manager. */
final class ClientScreen implements AutoCloseable {

    private final Programs programs;
    private final XServer screen;

    private ClientScreen(Programs programs, XServer screen) {
        this.programs = programs;
        this.screen = screen;
    }

    /** Starts one in an empty folder; skips the test where its programs are not installed. */
    static ClientScreen start(Path folder) throws Exception {
        Programs.assumeInstalled("Xvfb", "xfreerdp", "xdotool", "import");
        Programs programs = new Programs(folder);
        try {
            return new ClientScreen(programs, XServer.start(programs, "Xvfb", "-screen", "0", "800x600x24"));
        } catch (Exception | Error failure) {
            programs.close();
            throw failure;
        }
    }

    /** {@return FreeRDP before this screen, in a home of its own: a test cannot set its own environment} */
    DesktopClient client() throws IOException {
        Path folder = programs.folder();
        StringBuilder script = new StringBuilder("#!/bin/sh\nexport HOME=" + folder + " XDG_CONFIG_HOME=" + folder);
        screen.environment().forEach((name, value) -> script.append(' ').append(name + "=" + value));
        Path program = Files.writeString(folder.resolve("xfreerdp"), script.append("\nexec xfreerdp \"$@\"\n"));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return DesktopClient.freeRdp(program);
    }

    /** Waits until a colour fills most of the screen: then the program shows what is there, not what it remembers. */
    void awaitFilledWith(Colour colour, CompletableFuture<?> client) throws Exception {
        Programs.await("the screen in " + colour.name(), client, () -> isFilledWith(colour), client::toString);
    }

    private boolean isFilledWith(Colour colour) {
        BufferedImage picture = picture();
        long pixels = IntStream.range(0, picture.getHeight())
                .mapToLong(y -> IntStream.range(0, picture.getWidth())
                        .filter(x -> (picture.getRGB(x, y) & 0xffffff) == colour.rgb())
                        .count())
                .sum();
        return pixels > picture.getWidth() * picture.getHeight() * 3L / 4;
    }

    /** Types a line. Without a window manager the keyboard belongs to the window that the mouse is on. */
    void type(String line) throws Exception {
        List<String> command = new ArrayList<>(List.of("xdotool", "mousemove", "400", "300", "key", "--delay", "20"));
        line.chars().forEach(letter -> command.add(letter == ' ' ? "space" : Character.toString(letter)));
        command.add("Return");
        programs.run("xdotool", screen.environment(), command);
    }

    BufferedImage picture() {
        return picture(programs.folder().resolve("look.png"));
    }

    /** Takes a picture of the screen into a PNG file, whose folder is made. */
    BufferedImage picture(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            programs.run(
                    "import", screen.environment(), List.of("import", "-window", "root", "-silent", "png:" + file));
            try (InputStream png = Files.newInputStream(file)) {
                return ImageIO.read(png);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        programs.close();
    }
}
