package io.arcconnect.examples.matrix;

/** How often the library tries before it gives up, with the settings of {@link Ground} and of the row. */
enum Tries {
    /** It does not pass by itself. */
    ONCE(1, 1, 0),
    /** New credentials or a new token are asked for, one time. */
    RENEWED(2, 2, 0),
    /** Waited for, as long as the budget lasts: how often that is, depends on how fast this computer is. */
    WAITED(1, 2, 0),
    /** Each try ends by a limit of time, which a slow computer may also need more than once. */
    TIMED(1, 3, 5),
    /** The retry policy of {@link Ground} repeats a call twice. */
    REPEATED(3, 3, 0),
    /** An operation under way is looked at five times in a row, each look repeated. */
    LOOKED_AT(15, 15, 0);

    private final int least;
    private final int most;
    private final int slack;

    Tries(int least, int most, int slack) {
        this.least = least;
        this.most = most;
        this.slack = slack;
    }

    /** {@return with a trouble that stays} */
    Attempts inVain() {
        return new Attempts(least, most);
    }

    /** {@return with a trouble that is met once, where there are so many in good weather} */
    Attempts survived(int passages) {
        return new Attempts(passages + 1, passages + 1 + slack);
    }

    /** {@return whether a trouble that goes away is survived} */
    boolean survives() {
        return this != ONCE;
    }
}
