package io.arcconnect.ssh.internal.recording;

import java.time.Instant;
import java.util.Optional;

/**
 * What a recording says of itself.
 *
 * @param columns width of the terminal at its beginning
 * @param rows height
 * @param terminal value of TERM
 * @param begun when
 * @param title for people
 */
public record CastHeader(int columns, int rows, String terminal, Instant begun, Optional<String> title) {

    /** {@return the first line of the file, without its end} */
    String line() {
        StringBuilder json = new StringBuilder("{\"version\": 2, \"width\": ")
                .append(columns)
                .append(", \"height\": ")
                .append(rows)
                .append(", \"timestamp\": ")
                .append(begun.getEpochSecond());
        title.ifPresent(text -> json.append(", \"title\": ").append(JsonText.quoted(text)));
        return json.append(", \"env\": {\"TERM\": ")
                .append(JsonText.quoted(terminal))
                .append("}}")
                .toString();
    }
}
