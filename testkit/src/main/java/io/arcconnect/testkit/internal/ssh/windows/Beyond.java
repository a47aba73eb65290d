package io.arcconnect.testkit.internal.ssh.windows;

/** A command that Windows would run and this one does not. */
final class Beyond extends Exception {

    private static final long serialVersionUID = 1L;

    Beyond(String what) {
        super(what);
    }

    /** {@return what it is} */
    String what() {
        return String.valueOf(getMessage());
    }
}
