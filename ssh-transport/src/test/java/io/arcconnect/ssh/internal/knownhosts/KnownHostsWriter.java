package io.arcconnect.ssh.internal.knownhosts;

import java.nio.file.Path;
import java.util.List;

/** A process that meets machines, or forgets one. */
final class KnownHostsWriter {

    private KnownHostsWriter() {}

    /** The file, and {@code add} with a number to begin at and how many, or {@code remove} with a host. */
    public static void main(String[] arguments) throws Exception {
        KnownHostsFile file = new KnownHostsFile(Path.of(arguments[0]));
        if (arguments[1].equals("remove")) {
            file.remove(arguments[2]);
            return;
        }
        int first = Integer.parseInt(arguments[2]);
        for (int number = first; number < first + Integer.parseInt(arguments[3]); number++) {
            file.addFirst("machine-" + number, List.of(SomeKeys.ed25519(number)));
            file.addFirst("met-by-all", List.of(SomeKeys.ed25519(first)));
        }
    }
}
