package io.arcconnect.cli.commands;

import java.util.stream.Stream;

/** Arguments put together. */
final class Words {

    private Words() {}

    static String[] of(String[]... parts) {
        return Stream.of(parts).flatMap(Stream::of).toArray(String[]::new);
    }
}
