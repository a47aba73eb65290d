package io.arcconnect.cli.sftp;

import io.arcconnect.cli.files.Quantity;
import io.arcconnect.ssh.SftpDiskSpace;
import java.util.Locale;
import reactor.core.publisher.Mono;

/** How full a file system is. */
record DiskTable(Desk desk, Line line) {

    Mono<Void> show() {
        String path = line.words().isEmpty()
                ? desk.places().remote()
                : desk.places().there(line.words().get(0));
        return desk.files().diskSpace(path).flatMap(space -> desk.say(text(space)));
    }

    private String text(SftpDiskSpace space) {
        long used = space.total() - space.free();
        long usable = used + space.available();
        long percent = usable == 0 ? 0 : (long) Math.ceil(100.0 * used / usable);
        String row = "%14s %14s %14s %10s%n";
        return (String.format(Locale.ROOT, row, "Size", "Used", "Avail", "%Capacity")
                        + String.format(
                                Locale.ROOT,
                                row,
                                size(space.total()),
                                size(used),
                                size(space.available()),
                                percent + "%"))
                .stripTrailing();
    }

    /** In KiB, as df has them, unless asked otherwise. */
    private String size(long bytes) {
        return line.has('h') ? Quantity.bytes(bytes) : Long.toString(bytes / 1024);
    }
}
