package io.arcconnect.rdp;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The folders of an operating system where programs are.
 *
 * @param isWindows whether programs end in {@code .exe}
 * @param folders absolute, in the order they are looked into
 */
record Places(boolean isWindows, List<Path> folders) implements ProgramLookup {

    static Places of(String system, Map<String, String> environment, String home) {
        boolean isWindows = system.startsWith("Windows");
        Map<String, String> variables = environment;
        List<Path> folders = new ArrayList<>();
        if (isWindows) {
            // There they are Path, or PATH, or path; the JDK's map of them looks for the very letters.
            variables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            variables.putAll(environment);
            // Before the PATH, on which anybody may have put another mstsc.
            String root = variables.getOrDefault("SystemRoot", "C:\\Windows");
            // There for 32-bit programs alone, whose System32 has an mstsc that starts the other one and ends
            // (documented).
            add(folders, root + "\\Sysnative");
            add(folders, root + "\\System32");
        }
        if (system.startsWith("Mac")) {
            add(folders, "/Applications");
            add(folders, home + "/Applications");
        }
        for (String folder : variables.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            add(folders, folder);
        }
        return new Places(isWindows, List.copyOf(folders));
    }

    @Override
    public Optional<Path> find(String name) {
        if (name.endsWith(".exe") != isWindows) {
            return Optional.empty();
        }
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(program -> name.endsWith(".app") ? Files.isDirectory(program) : isProgram(program))
                .findFirst();
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /** A relative folder would be one of whatever directory this process happens to be in. */
    private static void add(List<Path> folders, String folder) {
        try {
            Path path = Path.of(folder);
            if (path.isAbsolute()) {
                folders.add(path);
            }
        } catch (InvalidPathException notAFolder) {
            // What this system cannot even name holds no programs.
        }
    }
}
