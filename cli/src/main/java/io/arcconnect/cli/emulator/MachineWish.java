package io.arcconnect.cli.emulator;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine that somebody wants emulated.
 *
 * @param windows whether it is a Windows
 * @param name its name
 * @param isNew whether nothing may be reached on it yet
 */
record MachineWish(boolean windows, String name, boolean isNew) {

    private static final Pattern FORM =
            Pattern.compile("(?<os>linux|windows):(?<name>[a-zA-Z0-9\\-_.]{1,54})(?<new>:new)?");

    static MachineWish parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("--machine is linux:NAME or windows:NAME, with :new behind it for one on"
                    + " which nothing may be reached yet; got \"" + text.replaceAll("\\p{Cntrl}", "?") + '"');
        }
        return new MachineWish(
                form.group("os").toLowerCase(Locale.ROOT).equals("windows"),
                form.group("name"),
                form.group("new") != null);
    }
}
