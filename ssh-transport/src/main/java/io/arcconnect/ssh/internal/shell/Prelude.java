package io.arcconnect.ssh.internal.shell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a prepared command says on standard error before it runs, taken out of what others see: sudo's question
 * {@code [token?]}, and {@code [token:g:123]} with a line end, the process that leads a group ({@code g}) or does not
 * ({@code p}). Everything else, also what only looks like it, is passed on. Not thread-safe.
 */
public final class Prelude {

    /** Learns of it. */
    public interface Listener {

        /**
         * Somebody else's bytes.
         *
         * @param bytes which
         */
        void passedOn(byte[] bytes);

        /** sudo wants a password. */
        void asked();

        /**
         * The command runs; from here on everything is its own.
         *
         * @param process which
         */
        void began(RemoteProcess process);
    }

    private static final int LONGEST_MARK = 24;

    private final String start;
    private final Listener listener;
    private final Pattern mark = Pattern.compile("\\?]|:([gp]):([0-9]{1,19})]\r?\n");
    private String held = "";
    private boolean over;

    /**
     * Begins.
     *
     * @param token what nobody else says; letters, digits and hyphens
     * @param listener learns of it
     */
    public Prelude(String token, Listener listener) {
        this.start = "[" + token;
        this.listener = listener;
    }

    /** {@return whether the command runs} */
    public boolean isOver() {
        return over;
    }

    /**
     * Takes bytes.
     *
     * @param data with the bytes
     * @param offset of the first
     * @param length how many
     */
    public void accept(byte[] data, int offset, int length) {
        // Latin-1 maps bytes to characters and back one by one.
        held += new String(data, offset, length, StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream others = new ByteArrayOutputStream();
        while (!over) {
            int at = held.indexOf(start);
            if (at < 0) {
                take(others, held.length() - partOfStart());
                break;
            }
            take(others, at);
            if (!readMark(others)) {
                break;
            }
        }
        if (over) {
            take(others, held.length());
        }
        passOn(others);
    }

    /** Nothing more comes. */
    public void end() {
        ByteArrayOutputStream others = new ByteArrayOutputStream();
        take(others, held.length());
        passOn(others);
    }

    /** Reads the mark that what is held begins with; says whether more may follow. */
    private boolean readMark(ByteArrayOutputStream others) {
        Matcher matcher = mark.matcher(held).region(start.length(), held.length());
        if (matcher.lookingAt()) {
            held = held.substring(matcher.end());
            passOn(others);
            if (matcher.group(1) == null) {
                listener.asked();
            } else {
                over = true;
                listener.began(
                        new RemoteProcess(matcher.group(2), matcher.group(1).equals("g")));
            }
            return true;
        }
        if (!matcher.hitEnd() || held.length() > start.length() + LONGEST_MARK) {
            take(others, 1);
            return true;
        }
        return false;
    }

    /** {@return how much of the end may be the beginning of a mark} */
    private int partOfStart() {
        for (int length = Math.min(start.length() - 1, held.length()); length > 0; length--) {
            if (held.endsWith(start.substring(0, length))) {
                return length;
            }
        }
        return 0;
    }

    private void take(ByteArrayOutputStream others, int length) {
        others.writeBytes(held.substring(0, length).getBytes(StandardCharsets.ISO_8859_1));
        held = held.substring(length);
    }

    private void passOn(ByteArrayOutputStream others) {
        if (others.size() > 0) {
            listener.passedOn(others.toByteArray());
            others.reset();
        }
    }
}
