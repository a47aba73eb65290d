package io.arcconnect.rdp;

import java.nio.file.Path;
import java.util.Optional;

/** Where programs are on this computer. A port: tests answer it with a map. */
@FunctionalInterface
public interface ProgramLookup {

    /**
     * Looks for a program. May read directories.
     *
     * @param name the file's name: {@code mstsc.exe}, {@code xfreerdp}, or for applications of macOS {@code Windows App.app}
     * @return its absolute path; empty when it is not there
     */
    Optional<Path> find(String name);

    /**
     * Looks on this computer: in the absolute folders of {@code PATH}, on Windows first in its system folder, on macOS also
     * among the applications. Programs for Windows are found on Windows only.
     *
     * @return the lookup, which looks anew each time
     */
    static ProgramLookup thisComputer() {
        return name -> Places.of(System.getProperty("os.name"), System.getenv(), System.getProperty("user.home"))
                .find(name);
    }
}
