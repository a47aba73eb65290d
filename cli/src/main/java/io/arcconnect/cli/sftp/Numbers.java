package io.arcconnect.cli.sftp;

/** Numbers that commands take. */
final class Numbers {

    private Numbers() {}

    /** Octal, up to 7777. */
    static int mode(String typed) {
        if (!typed.matches("[0-7]{1,5}") || Integer.parseInt(typed, 8) > 07777) {
            throw new IllegalArgumentException("a mode is octal, such as 640; got " + typed);
        }
        return Integer.parseInt(typed, 8);
    }

    static int id(String typed) {
        if (!typed.matches("[0-9]{1,10}") || Long.parseLong(typed) > 0xffff_ffffL) {
            throw new IllegalArgumentException("the server knows owners and groups by their numbers; got " + typed);
        }
        return (int) Long.parseLong(typed);
    }
}
