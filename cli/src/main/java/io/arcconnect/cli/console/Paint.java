package io.arcconnect.cli.console;

/** What a text means, and its colour where there are colours. Colours say nothing that the words do not say. */
public enum Paint {
    /** An ordinary text. */
    PLAIN(""),
    /** As it should be. */
    GOOD("32"),
    /** Something to look at. */
    WARNING("33"),
    /** Something failed. */
    BAD("31"),
    /** Less than the rest. */
    FAINT("2"),
    /** A heading. */
    STRONG("1");

    private final String code;

    Paint(String code) {
        this.code = code;
    }

    String on(String text) {
        return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
