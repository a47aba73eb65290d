package io.arcconnect.benchmarks.many;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** OpenSSH's client, one process for a command, straight to the server of a site. */
record SshProcess(List<String> line) {

    static final String READY = "ready";

    private static final double TICKS_PER_SECOND = 100; // USER_HZ, which every Linux tells programs

    /** The cheapest key exchange that both know: OpenSSH's own first choice costs the server in Java 70 ms (libraries.md 1). */
    static SshProcess to(Site site, KeyPair user, Path folder) throws IOException {
        Path key = Files.createFile(
                folder.resolve("key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                key,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(user.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        return new SshProcess(List.of(
                "ssh",
                "-F",
                "none",
                "-T",
                "-n",
                "-i",
                key.toString(),
                "-p",
                String.valueOf(site.sshPort()),
                "-o",
                "KexAlgorithms=curve25519-sha256",
                "-o",
                "Ciphers=aes128-gcm@openssh.com",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "LogLevel=ERROR",
                Site.USER + "@127.0.0.1"));
    }

    /** {@return the line of a process that logs in, says so, and waits} */
    List<String> waiting() {
        return Stream.concat(
                        line.stream(),
                        Stream.of("-N", "-o", "PermitLocalCommand=yes", "-o", "LocalCommand=echo " + READY))
                .toList();
    }

    Duration run() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        int status = new ProcessBuilder(
                        Stream.concat(line.stream(), Stream.of("true")).toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("ssh ended with " + status);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** {@return what ended children of this process have used, from cutime and cstime of proc(5)} */
    static double cpuSecondsOfChildren() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
    }
}
