package io.arcconnect.testkit.internal.ssh;

import io.arcconnect.testkit.ExecReply;
import java.io.IOException;

/** Understands lines of commands; what one line changes holds for the next. */
@FunctionalInterface
public interface Interpreter {

    /**
     * Runs a line. Blocks until it has ended.
     *
     * @param line as the client sent it
     * @return how it ended; what it wrote has been written
     * @throws IOException when the client has gone
     * @throws InterruptedException when the channel was closed
     */
    ExecReply run(String line) throws IOException, InterruptedException;
}
