package io.arcconnect.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Our {@code arcconnect proxy} as ssh's proxy command. ssh does not wait for it, so that a script around it writes down what it
 * took.
 *
 * @param script what ssh runs
 * @param times where the script writes a line for each one that has ended
 */
record ProxyCommand(Path script, Path times) {

    private static final long PATIENCE_NANOS = 20_000_000_000L;

    /** Writes what it needs into the site's folder. */
    static ProxyCommand of(Site site, Path launcher, String name) throws IOException {
        Path folder = Files.createDirectory(
                site.directory().resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path token = Files.createFile(
                folder.resolve("token"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(token, site.token() + "\n");
        Files.writeString(
                folder.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(Base64.getDecoder().decode(site.authority()))
                        + "\n-----END CERTIFICATE-----\n");
        Files.writeString(
                folder.resolve("cloud.json"),
                "{\"resourceManager\": \"" + site.endpoint() + "\", \"trust\": \"ca.pem\"}\n");
        Path times = folder.resolve("times");
        Path script = folder.resolve("proxy");
        // ssh says HUP to it when it ends; what it runs sees the end of its input and ends by itself.
        Files.write(
                script,
                List.of(
                        "#!/bin/bash",
                        "trap : HUP",
                        environment(folder),
                        "TIMEFORMAT='%3U %3S'",
                        "{ time " + launcher + " proxy --resource-id '" + site.machine() + "' 2>&3; } 3>&2 2>" + folder
                                + "/time.$$",
                        "cat " + folder + "/time.$$ >>" + times));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return new ProxyCommand(script, times);
    }

    private static String environment(Path folder) {
        return "export ARCCONNECT_CLOUD=" + folder.resolve("cloud.json") + " ARCCONNECT_TOKEN_FILE="
                + folder.resolve("token");
    }

    /** {@return what the command needs in its environment, as a line of shell} */
    String environment() {
        return environment(times.resolveSibling(""));
    }

    /** Waits for so many to end, and returns what they took in all. */
    double cpuSeconds(int count) throws IOException {
        long begun = System.nanoTime();
        while (lines().size() < count) {
            if (System.nanoTime() - begun > PATIENCE_NANOS) {
                throw new IOException("the proxy command has not ended");
            }
            LockSupport.parkNanos(5_000_000);
        }
        double seconds = 0;
        for (String line : lines()) {
            String[] parts = line.split(" ", -1);
            seconds += Double.parseDouble(parts[0]) + Double.parseDouble(parts[1]);
        }
        Files.delete(times);
        return seconds;
    }

    private List<String> lines() throws IOException {
        return Files.exists(times) ? Files.readAllLines(times) : List.of();
    }
}
