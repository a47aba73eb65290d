package io.arcconnect.internal.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;

/** Reads {@code /proc/net/tcp} and {@code tcp6}: one pass, whatever is looked for. What is not a row is passed over. */
final class SocketTable {

    /** A row has 150 bytes, so this is more than 400,000 sockets. */
    static final int LIMIT = 64 * 1024 * 1024;

    private static final int MAX_DIGITS = 18;

    private SocketTable() {}

    /**
     * Finds rows.
     *
     * @param wanted the ends as the kernel writes them
     * @param found gets the rows that there are
     */
    static void find(InputStream table, Set<String> wanted, Map<String, SocketRow> found) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(new LimitedInput(table, LIMIT), ISO_8859_1));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            take(line, wanted, found);
        }
    }

    private static void take(String line, Set<String> wanted, Map<String, SocketRow> found) {
        // After the number of the row. Most rows are none of ours, and there may be a hundred thousand of them.
        int here = line.indexOf(':') + 2;
        int there = line.indexOf(' ', here) + 1;
        int end = line.indexOf(' ', there);
        if (here < 2 || there <= here || end < there || !wanted.contains(line.substring(here, end))) {
            return;
        }
        String ends = line.substring(here, end);
        StringTokenizer words = new StringTokenizer(line.substring(end), " ");
        if (words.countTokens() < 7) {
            return;
        }
        // State, queues, timer and retransmissions come first.
        for (int i = 0; i < 4; i++) {
            words.nextToken();
        }
        long uid = number(words.nextToken());
        words.nextToken();
        long inode = number(words.nextToken());
        SocketRow row = uid < 0 || inode < 0 ? SocketRow.UNCLEAR : new SocketRow(uid, inode);
        found.merge(ends, row, SocketRow::merge);
    }

    /** The number, or less than zero when it is none. */
    private static long number(String word) {
        if (word.isEmpty()
                || word.length() > MAX_DIGITS
                || !word.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return -1;
        }
        return Long.parseLong(word);
    }
}
