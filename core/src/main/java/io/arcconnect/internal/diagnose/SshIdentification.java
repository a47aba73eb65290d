package io.arcconnect.internal.diagnose;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the line by which an SSH server names itself (RFC 4253, section 4.2). Other lines may come first. Feed it until it
 * {@link #isOver()}.
 */
public final class SshIdentification {

    /** RFC 4253, section 4.2, counts the line break. */
    private static final int LONGEST_LINE = 255;

    /** As many as OpenSSH's own client reads. */
    private static final int MOST_LINES = 1_024;

    private final List<String> others = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private Optional<String> found = Optional.empty();
    private boolean endless;

    /** Starts with nothing read. */
    public SshIdentification() {}

    /**
     * Reads on, up to the end of the identification and no further.
     *
     * @param bytes from the server
     * @return this
     */
    public SshIdentification feed(ByteBuffer bytes) {
        while (bytes.hasRemaining() && !isOver()) {
            char c = (char) (bytes.get() & 0xff);
            if (c == '\n') {
                endLine();
            } else if (line.length() >= (line.lastIndexOf("SSH-", 0) == 0 ? LONGEST_LINE : 8 * LONGEST_LINE)) {
                endless = true;
            } else {
                line.append(c);
            }
        }
        return this;
    }

    private void endLine() {
        String text = new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip();
        line.setLength(0);
        if (text.startsWith("SSH-")) {
            found = Optional.of(text);
        } else {
            others.add(text);
            endless = others.size() >= MOST_LINES;
        }
    }

    /** {@return whether it is found, or cannot be found any more} */
    public boolean isOver() {
        return found.isPresent() || endless;
    }

    /** {@return the identification, such as {@code SSH-2.0-OpenSSH_9.2p1 Debian-2}; as the server sent it} */
    public Optional<String> text() {
        return found;
    }

    /** {@return the beginning of what came instead or before; as the server sent it} */
    public Optional<String> otherText() {
        return others.stream()
                .filter(text -> !text.isEmpty())
                .findFirst()
                .or(() -> Optional.of(line.toString().strip()).filter(text -> !text.isEmpty()));
    }

    /** {@return whether it is version 2 of the protocol; 1.99 means both} */
    public boolean isVersion2() {
        return found.filter(text -> text.startsWith("SSH-2.0-") || text.startsWith("SSH-1.99-"))
                .isPresent();
    }
}
