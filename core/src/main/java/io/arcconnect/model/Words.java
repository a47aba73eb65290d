package io.arcconnect.model;

import java.util.Arrays;
import java.util.Locale;

/** Constants of enums as JSON and people have them: lower case, with hyphens. */
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads a word.
     *
     * @throws IllegalArgumentException when no constant has it
     */
    static <E extends Enum<E>> E read(Class<E> type, Object word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a " + type.getSimpleName() + ": " + word));
    }
}
