package io.arcconnect.cli.openssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A configuration of ssh in which one part is ours. */
public final class SshConfigFile {

    private final OwnFile file;

    /**
     * Names one.
     *
     * @param path where; it may be missing
     */
    public SshConfigFile(Path path) {
        this.file = new OwnFile(path);
    }

    /**
     * Writes a part, for its owner only to read; other parts, and what others wrote, stay. The same part again changes nothing.
     *
     * @param owner what tells the part from others of ours
     * @param part the new text, with a newline at the end; empty takes the part away
     * @return whether anything was written
     * @throws IOException when the file cannot be read or written
     */
    public boolean write(String owner, String part) throws IOException {
        String before = file.bytesAsText();
        String after = new ManagedText(bytesAsText(owner)).replaceIn(before, bytesAsText(part));
        if (after.equals(before)) {
            return false;
        }
        file.write(after.getBytes(StandardCharsets.ISO_8859_1));
        return true;
    }

    /** Whatever encoding the others' part has, it is kept. */
    private static String bytesAsText(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
