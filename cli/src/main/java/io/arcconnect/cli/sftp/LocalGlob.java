package io.arcconnect.cli.sftp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds files of this computer by pattern; what begins with a dot is found by a pattern that does. */
final class LocalGlob {

    private LocalGlob() {}

    /** {@return what there is, in order of the names} */
    static List<Path> find(Path from, Word word) {
        List<Path> found = List.of(word.text().startsWith("/") ? Path.of("/") : from);
        for (String name : word.pattern().split("/", -1)) {
            List<Path> next = new ArrayList<>();
            for (Path directory : name.isEmpty() ? List.<Path>of() : found) {
                next.addAll(below(directory, name));
            }
            found = name.isEmpty() ? found : next;
        }
        return found;
    }

    private static List<Path> below(Path directory, String name) {
        if (name.equals(".") || name.equals("..")) {
            return List.of(directory.resolve(name));
        }
        // What braces mean to the JDK they do not mean to sftp.
        PathMatcher matcher = FileSystems.getDefault()
                .getPathMatcher("glob:" + name.replace("{", "\\{").replace("}", "\\}"));
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> names = Files.newDirectoryStream(directory)) {
            for (Path path : names) {
                Path last = path.getFileName();
                boolean isHidden = last.toString().startsWith(".") && !name.startsWith(".");
                if (!isHidden && matcher.matches(last)) {
                    found.add(path);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot list " + directory, unreadable);
        }
        found.sort(Comparator.comparing(Path::toString));
        return found;
    }
}
