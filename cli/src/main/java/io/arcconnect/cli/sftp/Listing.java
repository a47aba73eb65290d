package io.arcconnect.cli.sftp;

import io.arcconnect.cli.console.Harmless;
import io.arcconnect.cli.files.Quantity;
import io.arcconnect.ssh.SftpAttributes;
import io.arcconnect.ssh.SftpEntry;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * How files are listed.
 *
 * @param line with the flags of {@code ls}
 * @param zone of the times
 */
record Listing(Line line, ZoneId zone) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    boolean shows(SftpEntry entry) {
        return line.has('a') || !entry.name().startsWith(".");
    }

    List<SftpEntry> sorted(List<SftpEntry> entries) {
        if (line.has('f')) {
            return entries;
        }
        Comparator<SftpEntry> order = Comparator.comparing(SftpEntry::name);
        if (line.has('S')) {
            order = Comparator.<SftpEntry>comparingLong(
                            entry -> -entry.attributes().size().orElse(0))
                    .thenComparing(order);
        } else if (line.has('t')) {
            order = Comparator.<SftpEntry, Instant>comparing(
                            entry -> entry.attributes().modified().orElse(Instant.EPOCH))
                    .reversed()
                    .thenComparing(order);
        }
        return entries.stream().sorted(line.has('r') ? order.reversed() : order).toList();
    }

    String text(SftpEntry entry, Function<SftpEntry, String> name) {
        String shown = Harmless.line(name.apply(entry));
        if (!line.has('l') && !line.has('n')) {
            return shown;
        }
        SftpAttributes is = entry.attributes();
        return String.format(
                Locale.ROOT,
                "%s %6s %6s %10s %s %s",
                mode(is),
                is.uid().isPresent() ? is.uid().getAsInt() & 0xffff_ffffL : "?",
                is.gid().isPresent() ? is.gid().getAsInt() & 0xffff_ffffL : "?",
                size(is),
                is.modified().map(time -> TIME.format(time.atZone(zone))).orElse("               ?"),
                shown);
    }

    private String size(SftpAttributes is) {
        if (is.size().isEmpty()) {
            return "?";
        }
        long bytes = is.size().getAsLong();
        return line.has('h') ? Quantity.bytes(bytes) : Long.toString(bytes);
    }

    /** As {@code ls -l} has it. */
    private static String mode(SftpAttributes is) {
        char type = switch (is.type()) {
            case FILE -> '-';
            case DIRECTORY -> 'd';
            case LINK -> 'l';
            case OTHER, UNKNOWN -> '?';
        };
        if (is.permissions().isEmpty()) {
            return type + "?????????";
        }
        int bits = is.permissions().getAsInt();
        StringBuilder text = new StringBuilder().append(type);
        for (int shift = 6; shift >= 0; shift -= 3) {
            int three = bits >> shift;
            boolean special = (bits & (01000 << (shift / 3))) != 0;
            char set = shift == 0 ? 't' : 's';
            text.append((three & 4) != 0 ? 'r' : '-').append((three & 2) != 0 ? 'w' : '-');
            boolean runs = (three & 1) != 0;
            text.append(special ? (runs ? set : Character.toUpperCase(set)) : runs ? 'x' : '-');
        }
        return text.toString();
    }
}
