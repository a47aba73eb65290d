package io.arcconnect.internal.access;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds which sockets processes have open, among {@code /proc/<pid>/fd} (proc(5): a link to {@code socket:[inode]}).
 *
 * @param proc where to look
 * @param limit so many open files are looked at, and no more
 */
record HeldSockets(ProcFiles proc, int limit) {

    static final int LIMIT = 200_000;

    /** Stops when all are found. */
    Answer by(List<Long> pids, Set<Long> inodes) {
        Search search = new Search(inodes);
        for (long pid : pids) {
            search.in(proc.root().resolve(Long.toString(pid)).resolve("fd"));
        }
        return new Answer(search.found, search.isWhole);
    }

    /**
     * What was found.
     *
     * @param found of those that were looked for
     * @param isWhole whether everything could be looked at
     */
    record Answer(Set<Long> found, boolean isWhole) {}

    private final class Search {

        private final Map<String, Long> wanted = new HashMap<>();
        private final Set<Long> found = new HashSet<>();
        private int seen;
        private boolean isWhole = true;

        Search(Set<Long> inodes) {
            inodes.forEach(inode -> wanted.put("socket:[" + inode + "]", inode));
        }

        void in(Path folder) {
            if (isOver()) {
                return;
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    look(file);
                    if (isOver()) {
                        return;
                    }
                }
            } catch (NoSuchFileException ended) {
                // It has no open files any more.
            } catch (IOException | DirectoryIteratorException forbidden) {
                isWhole = false;
            }
        }

        private void look(Path file) throws IOException {
            if (++seen > limit) {
                isWhole = false;
                return;
            }
            try {
                Long inode = wanted.get(Files.readSymbolicLink(file).toString());
                if (inode != null) {
                    found.add(inode);
                }
            } catch (NoSuchFileException closed) {
                // Files come and go while they are looked at.
            }
        }

        private boolean isOver() {
            return found.size() == wanted.size() || seen > limit;
        }
    }
}
