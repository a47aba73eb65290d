package io.arcconnect.cli.files;

import io.arcconnect.cli.console.Harmless;
import io.arcconnect.cli.console.Json;
import io.arcconnect.ssh.Transfer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What several transfers have done together.
 *
 * @param protocol {@code sftp} or {@code scp}
 * @param all the sum
 * @param took from the first to the last
 */
public record Totals(String protocol, Transfer all, Duration took) {

    /** {@return nothing yet} */
    static Transfer nothing() {
        return new Transfer(0, 0, 0, 0, 0, 0, 0, List.of());
    }

    static Transfer sum(Transfer one, Transfer other) {
        List<String> skipped = new ArrayList<>(one.skipped());
        skipped.addAll(other.skipped());
        return new Transfer(
                one.files() + other.files(),
                one.unchanged() + other.unchanged(),
                one.directories() + other.directories(),
                one.bytes() + other.bytes(),
                one.resumedBytes() + other.resumedBytes(),
                one.verifiedThere() + other.verifiedThere(),
                one.verifiedByReading() + other.verifiedByReading(),
                skipped);
    }

    /** {@return one line for a person} */
    public String text() {
        StringBuilder line = new StringBuilder(count(all.files(), "file"))
                .append(all.directories() > 0 ? " in " + directories(all.directories()) : "")
                .append(", ")
                .append(Quantity.bytes(all.bytes()));
        double seconds = took.toNanos() / 1e9;
        line.append(String.format(Locale.ROOT, " in %.1f s", seconds));
        if (all.bytes() > 0 && seconds > 0) {
            line.append(" (")
                    .append(Quantity.bytes((long) ((double) all.bytes() / seconds)))
                    .append("/s)");
        }
        line.append(all.unchanged() > 0 ? ", " + all.unchanged() + " unchanged" : "")
                .append(all.resumedBytes() > 0 ? ", " + Quantity.bytes(all.resumedBytes()) + " from before" : "");
        long verified = all.verifiedThere() + all.verifiedByReading();
        return line.append(verified > 0 ? ", " + verified + " verified" : "").toString();
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String directories(long number) {
        return number + (number == 1 ? " directory" : " directories");
    }

    /** {@return a line for each thing that was left out} */
    public List<String> leftOut() {
        return all.skipped().stream()
                .map(path -> "left out, neither file nor directory: " + Harmless.line(path))
                .toList();
    }

    /** {@return the same as JSON, in one line} */
    public String json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("protocol", protocol);
        fields.put("files", all.files());
        fields.put("unchanged", all.unchanged());
        fields.put("directories", all.directories());
        fields.put("bytes", all.bytes());
        fields.put("resumedBytes", all.resumedBytes());
        fields.put("verifiedThere", all.verifiedThere());
        fields.put("verifiedByReading", all.verifiedByReading());
        fields.put("skipped", all.skipped());
        fields.put("seconds", (double) took.toMillis() / 1000.0);
        return Json.of(fields);
    }
}
