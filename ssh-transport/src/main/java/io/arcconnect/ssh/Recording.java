package io.arcconnect.ssh;

import io.arcconnect.ssh.internal.recording.Asciicast;
import io.arcconnect.ssh.internal.recording.CastHeader;
import io.arcconnect.ssh.internal.recording.PrivateFile;
import io.arcconnect.ssh.internal.recording.SteadyClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Describes how a shell is recorded: as asciicast v2 (docs.asciinema.org/manual/asciicast/v2), which asciinema and its
 * players show again in its own time. Immutable; each method returns a new description.
 *
 * <p>Recorded is what the screen shows, and when the window changes its size. What is typed is not, unless
 * {@link #withInput()} says so: passwords are typed. The file is readable by its owner alone where the file system knows
 * POSIX permissions, and grows with the shell, so that a crash leaves what happened until then. <b>A shell that cannot be
 * recorded does not go on:</b> it is closed with {@code ssh.recording_failed}.
 */
public final class Recording {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path place;
    private final boolean isDirectory;
    private final boolean includesInput;
    private final Optional<String> title;
    private final Supplier<Clock> clock;

    private Recording(
            Path place, boolean isDirectory, boolean includesInput, Optional<String> title, Supplier<Clock> clock) {
        this.place = place;
        this.isDirectory = isDirectory;
        this.includesInput = includesInput;
        this.title = title;
        this.clock = clock;
    }

    /**
     * Records one shell.
     *
     * @param file must not exist when the shell is opened: no recording is written over
     * @return a description
     */
    public static Recording to(Path file) {
        return new Recording(Objects.requireNonNull(file, "file"), false, false, Optional.empty(), SteadyClock::new);
    }

    /**
     * Records any number of shells, each in a file of its own, named after the machine, the time and chance, such as
     * {@code web-01-20261123T051500Z-….cast}. A shell that was opened on a session that was there has no machine's name.
     *
     * @param directory must exist
     * @return a description
     */
    public static Recording in(Path directory) {
        return new Recording(
                Objects.requireNonNull(directory, "directory"), true, false, Optional.empty(), SteadyClock::new);
    }

    /**
     * Records also what is typed, <b>passwords among it</b>.
     *
     * @return a new description
     */
    public Recording withInput() {
        return new Recording(place, isDirectory, true, title, clock);
    }

    /**
     * Gives the recording a title, which players show.
     *
     * @param newTitle such as who works on what
     * @return a new description
     */
    public Recording title(String newTitle) {
        return new Recording(place, isDirectory, includesInput, Optional.of(newTitle), clock);
    }

    /**
     * Takes the time from elsewhere, such as in tests. The default never jumps.
     *
     * @param newClock tells when things happen
     * @return a new description
     */
    public Recording clock(Clock newClock) {
        Objects.requireNonNull(newClock, "clock");
        return new Recording(place, isDirectory, includesInput, title, () -> newClock);
    }

    boolean includesInput() {
        return includesInput;
    }

    /** Begins one. Blocks. */
    Asciicast begin(Pty pty, Optional<String> machine) throws IOException {
        Clock ticking = clock.get();
        Instant begun = ticking.instant();
        CastHeader header = new CastHeader(pty.columns(), pty.rows(), pty.terminal(), begun, title);
        Path file = isDirectory ? place.resolve(name(machine, begun)) : place;
        return new Asciicast(PrivateFile.create(file), header, ticking);
    }

    private static String name(Optional<String> machine, Instant begun) {
        String prefix = machine.map(name -> name.replaceAll("[^A-Za-z0-9_-]", "_") + "-")
                .orElse("");
        return prefix + MOMENT.format(begun) + "-" + UUID.randomUUID() + ".cast";
    }

    /** {@return where} */
    @Override
    public String toString() {
        return "Recording[" + place + (includesInput ? ", with input" : "") + "]";
    }
}
