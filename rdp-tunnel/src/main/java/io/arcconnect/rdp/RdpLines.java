package io.arcconnect.rdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The lines of an {@code .rdp} file, {@code name:type:value} each. What is not understood stays where it is, as it is.
 *
 * @param all without line ends
 */
record RdpLines(List<String> all) {

    /** They cover the settings that somebody signed, and a client refuses a file where they no longer fit. */
    private static final Set<String> SIGNATURE = Set.of("signature", "signscope");

    RdpLines {
        all = List.copyOf(all);
    }

    /**
     * Reads them. What may hold a secret is left out: passwords, a gateway's token, and options of FreeRDP's command line,
     * which FreeRDP takes from lines that begin with a slash (observed, 2.11: client/common/file.c) and lets win over
     * everything else.
     */
    static RdpLines parse(String text) {
        List<String> kept = new ArrayList<>();
        for (String line : RdpText.checked(text).split("\r\n|\r|\n", -1)) {
            if (!mayHoldSecret(line)) {
                kept.add(line);
            }
        }
        while (!kept.isEmpty() && kept.get(kept.size() - 1).isBlank()) {
            kept.remove(kept.size() - 1);
        }
        return new RdpLines(kept);
    }

    /** {@return the value; of a setting that is there twice the last, as FreeRDP takes it} */
    Optional<String> value(String name) {
        Optional<String> found = Optional.empty();
        for (String line : all) {
            int type = line.indexOf(':');
            int value = line.indexOf(':', type + 1);
            if (value == type + 2 && name(line).equals(name)) {
                found = Optional.of(line.substring(value + 1));
            }
        }
        return found;
    }

    OptionalInt number(String name) {
        Optional<String> text = value(name).map(String::strip).filter(value -> value.matches("\\d{1,9}"));
        return text.isPresent() ? OptionalInt.of(Integer.parseInt(text.get())) : OptionalInt.empty();
    }

    boolean is(String name, int expected) {
        OptionalInt value = number(name);
        return value.isPresent() && value.getAsInt() == expected;
    }

    /** Puts a setting in the place of the first one of that name, or at the end; there is one of them then. */
    RdpLines with(String name, char type, String value) {
        String line = name + ':' + type + ':' + value;
        if (all.stream().filter(other -> name(other).equals(name)).toList().equals(List.of(line))) {
            return this;
        }
        List<String> changed = new ArrayList<>();
        boolean placed = false;
        for (String old : all) {
            String of = name(old);
            if (of.equals(name) && !placed) {
                changed.add(line);
                placed = true;
            } else if (!of.equals(name) && !SIGNATURE.contains(of)) {
                changed.add(old);
            }
        }
        if (!placed) {
            changed.add(line);
        }
        return new RdpLines(changed);
    }

    RdpLines with(String name, int value) {
        return with(name, 'i', Integer.toString(value));
    }

    RdpLines without(String... names) {
        Set<String> gone = Set.of(names);
        if (all.stream().noneMatch(line -> gone.contains(name(line)))) {
            return this;
        }
        return new RdpLines(all.stream()
                .filter(line -> !gone.contains(name(line)) && !SIGNATURE.contains(name(line)))
                .toList());
    }

    String text() {
        return all.isEmpty() ? "" : String.join("\r\n", all) + "\r\n";
    }

    private static boolean mayHoldSecret(String line) {
        String name = name(line);
        return name.startsWith("/") || name.contains("password") || name.startsWith("gatewayaccesstoken");
    }

    /** Names are compared without regard to case, as clients do. */
    private static String name(String line) {
        int end = line.indexOf(':');
        return (end < 0 ? line : line.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
