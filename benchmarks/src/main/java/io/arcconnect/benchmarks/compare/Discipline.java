package io.arcconnect.benchmarks.compare;

import java.util.Locale;

/** What is carried, or done again and again. */
enum Discipline {
    EXEC_DOWN("output of a command", Unit.MEBIBYTES, false),
    EXEC_UP("input of a command", Unit.MEBIBYTES, false),
    CHACHA_DOWN("output of a command, chacha20-poly1305 only", Unit.MEBIBYTES, false),
    CHACHA_UP("input of a command, chacha20-poly1305 only", Unit.MEBIBYTES, false),
    SFTP_GET("one file, SFTP get", Unit.MEBIBYTES, false),
    SFTP_PUT("one file, SFTP put", Unit.MEBIBYTES, false),
    SMALL_FILES_DOWN("a directory of files of 4 KiB from the machine, one of them", Unit.TIMES, false),
    SMALL_FILES_UP("a directory of files of 4 KiB to the machine, one of them", Unit.TIMES, false),
    FORWARD_DOWN("local forward, download", Unit.MEBIBYTES, true),
    FORWARD_UP("local forward, upload", Unit.MEBIBYTES, true),
    RDP_DOWN("remote desktop's tunnel, download", Unit.MEBIBYTES, true),
    RDP_UP("remote desktop's tunnel, upload", Unit.MEBIBYTES, true),
    CONNECT("connect, log in, run true, hang up", Unit.TIMES, false),
    SECOND("run true on a session that is open", Unit.TIMES, false),
    COLD("one command from a shell, nothing running yet", Unit.TIMES, false),
    FAR50_DOWN("output of a command, 50 ms away", Unit.MEBIBYTES, false),
    FAR50_UP("input of a command, 50 ms away", Unit.MEBIBYTES, false),
    FAR150_DOWN("output of a command, 150 ms away", Unit.MEBIBYTES, false),
    FAR150_UP("input of a command, 150 ms away", Unit.MEBIBYTES, false);

    /** What is counted. */
    enum Unit {
        MEBIBYTES,
        TIMES
    }

    private final String title;
    private final Unit unit;
    private final boolean throughPort;

    Discipline(String title, Unit unit, boolean throughPort) {
        this.title = title;
        this.unit = unit;
        this.throughPort = throughPort;
    }

    /** {@return how it is asked for on the command line, and how its results are named} */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String title() {
        return title;
    }

    boolean isTimed() {
        return unit == Unit.TIMES;
    }

    /** {@return whether it goes through a local port, so that the program that uses it is not the one that is measured} */
    boolean isThroughPort() {
        return throughPort;
    }

    boolean isUpload() {
        return name().endsWith("_UP") || this == SFTP_PUT;
    }

    /** {@return whether many small files are carried, each of which counts once} */
    boolean isTree() {
        return this == SMALL_FILES_DOWN || this == SMALL_FILES_UP;
    }

    /** {@return milliseconds there and back, 0 for as near as it gets} */
    int roundTrip() {
        return switch (this) {
            case FAR50_DOWN, FAR50_UP -> 50;
            case FAR150_DOWN, FAR150_UP -> 150;
            default -> 0;
        };
    }

    /** {@return whether the session is open before the clock starts} */
    boolean isOnOpenSession() {
        return this == SECOND || roundTrip() > 0;
    }

    /** {@return whether the machine's server takes chacha20-poly1305@openssh.com and nothing else} */
    boolean isChacha() {
        return this == CHACHA_DOWN || this == CHACHA_UP;
    }
}
