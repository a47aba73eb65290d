package io.arcconnect.testkit.internal.ssh;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * What a command reads and writes.
 *
 * @param user who is logged in
 * @param environment variables that the client set
 * @param in its standard input
 * @param out its standard output
 * @param err its standard error
 * @param destroyed whether the channel was closed
 */
public record Console(
        String user,
        Map<String, String> environment,
        InputStream in,
        OutputStream out,
        OutputStream err,
        CountDownLatch destroyed) {}
