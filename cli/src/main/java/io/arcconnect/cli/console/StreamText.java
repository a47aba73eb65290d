package io.arcconnect.cli.console;

import java.io.PrintStream;
import java.io.Writer;

/** Text for a stream, in the stream's own charset, which before Java 18 it does not tell. */
final class StreamText extends Writer {

    private final PrintStream stream;

    StreamText(PrintStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(char[] text, int offset, int length) {
        stream.print(new String(text, offset, length));
    }

    @Override
    public void flush() {
        stream.flush();
    }

    /** The stream is its owner's to close. */
    @Override
    public void close() {
        stream.flush();
    }
}
