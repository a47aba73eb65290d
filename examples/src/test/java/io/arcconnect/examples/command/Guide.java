package io.arcconnect.examples.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A guide of {@code docs/guides}: the blocks under a comment that says what they are for. */
final class Guide {

    private static final Pattern BLOCK =
            Pattern.compile("<!-- (?<what>[^\\n]+?) -->\\n```\\w+\\n(?<text>.*?)```", Pattern.DOTALL);

    private final String text;

    private Guide(String text) {
        this.text = text;
    }

    /** Reads one by its file's name. */
    static Guide read(String name) throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md"))) {
            folder = Objects.requireNonNull(folder.getParent(), "not inside the project");
        }
        return new Guide(Files.readString(folder.resolve("docs/guides").resolve(name)));
    }

    /** {@return the same guide for somebody of another name} */
    Guide with(String example, String real) {
        return new Guide(text.replace(example, real));
    }

    /** Writes the files that the guide shows. */
    void writeFiles(Path folder) throws IOException {
        for (MatchResult block : blocks()) {
            if (block.group(1).startsWith("file: ")) {
                Files.writeString(folder.resolve(block.group(1).substring("file: ".length())), block.group(2));
            }
        }
    }

    /** {@return the scripts of a kind, in their order} */
    List<String> scripts(String kind) {
        return blocks().stream()
                .filter(block -> block.group(1).equals(kind))
                .map(block -> block.group(2))
                .toList();
    }

    private List<MatchResult> blocks() {
        Matcher matcher = BLOCK.matcher(text);
        return matcher.results().toList();
    }
}
