package io.arcconnect.cli.console;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The terminal that a standard stream of this process goes to, if one does. Java cannot say, so {@code test} and {@code stty}
 * are asked (POSIX): at the first question, and then no more than once a second.
 */
final class ProcessDisplay implements Display {

    private static final Pattern SIZE = Pattern.compile("(\\d+) (\\d+)\\s*");
    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);
    private static final Size USUAL = new Size(24, 80);

    private final int descriptor;
    private final Map<String, String> environment;
    private Optional<Size> size = Optional.empty();
    private boolean asked;
    private long askedAt;

    /** As terminals say it. */
    private record Size(int rows, int columns) {}

    /** @param descriptor 1 or 2 */
    ProcessDisplay(int descriptor, Map<String, String> environment) {
        this.descriptor = descriptor;
        this.environment = environment;
    }

    @Override
    public boolean isTerminal() {
        return size().isPresent();
    }

    @Override
    public int columns() {
        return size().map(Size::columns).orElse(Integer.MAX_VALUE);
    }

    @Override
    public int rows() {
        return size().map(Size::rows).orElse(Integer.MAX_VALUE);
    }

    @Override
    public boolean hasColours() {
        return isTerminal() && Display.wantsColours(environment);
    }

    private synchronized Optional<Size> size() {
        boolean fresh = asked && (size.isEmpty() || System.nanoTime() - askedAt < FRESH);
        if (!fresh) {
            size = isWindows() ? ofWindows() : ofUnix();
            asked = true;
            askedAt = System.nanoTime();
        }
        return size;
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    }

    /** Only terminals that are known to understand escape sequences, of which none says its size here. */
    private Optional<Size> ofWindows() {
        boolean modern = environment.containsKey("WT_SESSION");
        return Optional.ofNullable(System.console())
                .filter(console -> modern && ConsoleKind.isTerminal(console))
                .map(console -> USUAL);
    }

    private Optional<Size> ofUnix() {
        int answer = descriptor == 1 ? 2 : 1;
        ProcessBuilder question = new ProcessBuilder(
                "/bin/sh", "-c", "test -t " + descriptor + " && stty size 0<&" + descriptor + " >&" + answer);
        question.redirectInput(Redirect.from(new java.io.File("/dev/null")));
        if (descriptor == 1) {
            question.redirectOutput(Redirect.INHERIT);
        } else {
            question.redirectError(Redirect.INHERIT);
        }
        try {
            Process asking = question.start();
            byte[] said = (descriptor == 1 ? asking.getErrorStream() : asking.getInputStream()).readAllBytes();
            return asking.waitFor() == 0 ? parse(new String(said, StandardCharsets.US_ASCII)) : Optional.empty();
        } catch (IOException noShell) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return size;
        }
    }

    /** {@return what was said; a terminal that does not know its size says 0 0} */
    private static Optional<Size> parse(String said) {
        Matcher matcher = SIZE.matcher(said);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<Integer> both = List.of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        return Optional.of(both.contains(0) ? USUAL : new Size(both.get(0), both.get(1)));
    }
}
