package io.arcconnect.testkit;

import java.io.InputStream;
import java.util.Map;

/**
 * A command that a client asked an {@link EmbeddedSsh} to run.
 *
 * @param command as sent
 * @param user who is logged in
 * @param environment variables that the client set
 * @param stdin what the client sends; reading it blocks, which is allowed here
 */
public record ExecRequest(String command, String user, Map<String, String> environment, InputStream stdin) {}
