package io.arcconnect.testkit.internal.ssh.windows;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Windows' numbers of charsets. */
final class CodePages {

    private static final String UTF_8 = "65001";

    private CodePages() {}

    static Optional<Charset> of(String number) {
        if (number.equals(UTF_8)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        String name = (number.length() == 4 ? "windows-" : "IBM") + number;
        return number.matches("\\d{3,4}") && Charset.isSupported(name)
                ? Optional.of(Charset.forName(name))
                : Optional.empty();
    }

    static String number(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8) ? UTF_8 : charset.name().replaceAll("\\D+", "");
    }
}
