package io.arcconnect.cli.options;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration as people write it: {@code 90}, {@code 90s}, {@code 5m}, {@code 2h}, or as ISO 8601 does. */
public final class DurationText implements ITypeConverter<Duration> {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h|)");

    /** Made by picocli. */
    public DurationText() {}

    @Override
    public Duration convert(String text) {
        Matcher matcher = SHORT.matcher(text.strip().toLowerCase(Locale.ROOT));
        try {
            Duration duration = matcher.matches()
                    ? of(Long.parseLong(matcher.group(1)), matcher.group(2))
                    : Duration.parse(text.strip());
            if (duration.isZero() || duration.isNegative()) {
                throw new TypeConversionException("'" + text + "' is not more than zero");
            }
            return duration;
        } catch (DateTimeParseException | ArithmeticException malformed) {
            throw new TypeConversionException("'" + text + "' is no duration such as 90s, 5m or 2h");
        }
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofSeconds(amount);
        };
    }
}
