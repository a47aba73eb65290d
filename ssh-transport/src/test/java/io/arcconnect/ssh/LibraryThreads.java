package io.arcconnect.ssh;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The threads of this JVM that this library began. */
final class LibraryThreads {

    private LibraryThreads() {}

    /** {@return the names of all but those for the user's code, which come and go below their bound} */
    static Set<String> names() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name ->
                        (name.startsWith("arc-") && !name.startsWith("arc-emulator")) || name.contains("SshClient"))
                .filter(name -> !name.startsWith("arc-user"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return those that no I/O thread is: there is one I/O thread for each processor, begun when it is needed} */
    static Set<String> withoutLoops() {
        Set<String> names = names();
        names.removeIf(name -> name.startsWith("arc-relay"));
        return names;
    }
}
