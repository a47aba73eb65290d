package io.arcconnect.internal.access;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A folder that looks like {@code /proc}. */
record FakeProc(Path root) {

    private static final String HEADER =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    /** Of a user namespace that knows everybody, and a process that is the user with this number. */
    static FakeProc of(Path root, long uid) throws IOException {
        FakeProc proc = new FakeProc(root);
        proc.write("self/status", "Name:\tjava\nUid:\t7\t8\t9\t" + uid + "\nGid:\t0\t0\t0\t0\n");
        proc.write("self/uid_map", "         0          0 4294967295\n");
        proc.write("sys/kernel/overflowuid", "65534\n");
        return proc;
    }

    ProcFiles files() {
        return new ProcFiles(root);
    }

    void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    void table(String name, String... rows) throws IOException {
        write(name, HEADER + String.join("", rows));
    }

    void open(long pid, int descriptor, String target) throws IOException {
        Path folder = root.resolve(pid + "/fd");
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve(Integer.toString(descriptor)), Path.of(target));
    }

    static Ends ends(int here, int there) {
        return new Ends(new InetSocketAddress("127.0.0.1", here), new InetSocketAddress("127.0.0.1", there));
    }

    static String row(Ends ends, String state, long uid, long inode) {
        return row(ends.texts().get(0), state, uid, inode);
    }

    static String mappedRow(Ends ends, String state, long uid, long inode) {
        return row(ends.texts().get(1), state, uid, inode);
    }

    private static String row(String ends, String state, long uid, long inode) {
        return String.format(
                Locale.ROOT,
                " 123: %s %s 00000000:00000000 00:00000000 00000000 %5d        0 %d 1 0000000000000000 20 4 30 10 -1%n",
                ends,
                state,
                uid,
                inode);
    }
}
