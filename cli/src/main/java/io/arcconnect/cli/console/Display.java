package io.arcconnect.cli.console;

import java.util.Map;

/** Where text is shown: a terminal that is so and so large, or a file or a pipe. */
public interface Display {

    /** A file or a pipe: everything in whole lines, nothing cut, no colours. */
    Display NONE = new Display() {
        @Override
        public boolean isTerminal() {
            return false;
        }

        @Override
        public int columns() {
            return Integer.MAX_VALUE;
        }

        @Override
        public int rows() {
            return Integer.MAX_VALUE;
        }
    };

    /** {@return whether somebody looks at it, and lines may be drawn again} */
    boolean isTerminal();

    /** {@return how many cells a line has at this moment} */
    int columns();

    /** {@return how many lines it has at this moment} */
    int rows();

    /** {@return whether it shows colours} */
    default boolean hasColours() {
        return false;
    }

    /**
     * Colours a text, where that is possible.
     *
     * @param paint what it means
     * @param text harmless
     * @return the text
     */
    default String painted(Paint paint, String text) {
        return hasColours() ? paint.on(text) : text;
    }

    /**
     * Whether a person wants colours on a terminal.
     *
     * @param environment variables by name
     * @return not with {@code NO_COLOR} (no-color.org) set to anything, nor on a terminal that calls itself {@code dumb}
     */
    static boolean wantsColours(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }
}
