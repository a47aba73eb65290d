package io.arcconnect.cli.options;

import io.arcconnect.model.MachineId;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names of machines, in any case: {@code *} stands for any characters, {@code ?} for one.
 *
 * @param regex the same, as Java says it
 */
public record NamePattern(Pattern regex) {

    /**
     * Reads one.
     *
     * @param glob such as {@code web-*}; {@code null} is every name
     * @return the pattern
     */
    public static NamePattern of(@Nullable String glob) {
        String text = glob == null ? "*" : glob;
        return new NamePattern(Pattern.compile(
                text.codePoints()
                        .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                        .collect(Collectors.joining()),
                Pattern.CASE_INSENSITIVE));
    }

    /**
     * Looks at a machine.
     *
     * @param machine which
     * @return whether its name is such a one
     */
    public boolean matches(MachineId machine) {
        return regex.matcher(machine.name()).matches();
    }
}
