package io.arcconnect.cli.options;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How results are told. */
public final class OutputOptions {

    @Option(
            names = "--output",
            paramLabel = "text|json",
            converter = FormatText.class,
            completionCandidates = Formats.class,
            description = "how to tell results: for people, or as one JSON object a line (default: text)")
    Format format = Format.TEXT;

    /** Made by picocli. */
    public OutputOptions() {}

    /** {@return whether one JSON object a line is wanted} */
    public boolean isJson() {
        return format == Format.JSON;
    }

    /** One of the two. */
    enum Format {
        TEXT,
        JSON
    }

    /** In lower case, as the Azure CLI has them. */
    static final class FormatText implements ITypeConverter<Format> {

        @Override
        public Format convert(String text) {
            return Arrays.stream(Format.values())
                    .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is neither text nor json"));
        }
    }

    /** For completion. */
    static final class Formats implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return List.of("text", "json").iterator();
        }
    }
}
