package io.arcconnect.testkit.internal.ssh.windows;

import io.arcconnect.testkit.internal.ssh.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.concurrent.CountDownLatch;

/** Where the programs of one command write: lines end with CR LF, characters are those of a code page. */
final class Screen {

    private final Console console;
    private Charset codePage;

    Screen(Console console, Charset codePage) {
        this.console = console;
        this.codePage = codePage;
    }

    void codePage(Charset newCodePage) {
        this.codePage = newCodePage;
    }

    InputStream in() {
        return console.in();
    }

    String user() {
        return console.user();
    }

    CountDownLatch destroyed() {
        return console.destroyed();
    }

    /** {@return the bytes of standard output} */
    OutputStream out() {
        return console.out();
    }

    /** {@return the bytes of standard error} */
    OutputStream err() {
        return console.err();
    }

    void line(OutputStream sink, String text) throws IOException {
        text(sink, text + "\n");
    }

    void text(OutputStream sink, String text) throws IOException {
        sink.write(text.replaceAll("\r?\n", "\r\n").getBytes(codePage));
        sink.flush();
    }
}
