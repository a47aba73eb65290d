package io.arcconnect.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A small program for Node with one module from npm. Where either is absent, the test that needs it is skipped. */
public final class NodeProgram {

    private final Path directory;

    private NodeProgram(Path directory) {
        this.directory = directory;
    }

    /**
     * Installs a module below {@code target}, unless it is there.
     *
     * @param module its name
     * @param packageJson names it with its version
     * @param script the program
     * @return the program
     */
    public static NodeProgram of(String module, String packageJson, String script) throws Exception {
        NodeProgram program = new NodeProgram(
                Path.of("target", module.replaceAll("[^a-z0-9-]", "")).toAbsolutePath());
        Files.createDirectories(program.directory);
        assumeTrue(
                program.runs("node", "--version"), "node is absent: the interop test with " + module + " is skipped");
        assumeTrue(program.runs("npm", "--version"), "npm is absent: the interop test with " + module + " is skipped");
        Files.writeString(program.directory.resolve("package.json"), packageJson);
        Files.writeString(program.directory.resolve("program.js"), script);
        if (!Files.isDirectory(program.directory.resolve("node_modules").resolve(module))) {
            assumeTrue(
                    program.runs("npm", "install", "--no-audit", "--no-fund", "--loglevel=error"),
                    "npm cannot install " + module + ", see run.log beside it: the interop test is skipped");
        }
        return program;
    }

    /**
     * Starts the program, for a minute at most: it trusts the emulator, and its errors go to {@code program.log}.
     *
     * @param emulator whom to trust
     * @param environment what the program reads
     * @return the process, whose output is piped
     */
    public Process start(ArcEmulator emulator, Map<String, String> environment) throws Exception {
        Path authority = directory.resolve("ca.pem");
        Files.writeString(
                authority,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(emulator.authority().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        ProcessBuilder builder = new ProcessBuilder("timeout", "60", "node", "program.js")
                .directory(directory.toFile())
                .redirectError(directory.resolve("program.log").toFile());
        builder.environment().put("NODE_EXTRA_CA_CERTS", authority.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Ends a process, and first what the bound runs, which would otherwise outlive it. */
    public static void end(Process process) throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    /** {@return what the program wrote to its error stream} */
    public String log() throws IOException {
        return Files.readString(directory.resolve("program.log"), StandardCharsets.UTF_8);
    }

    private boolean runs(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("run.log").toFile())
                    .start();
            process.getOutputStream().close();
            if (process.waitFor(120, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException absent) {
            return false;
        }
    }
}
