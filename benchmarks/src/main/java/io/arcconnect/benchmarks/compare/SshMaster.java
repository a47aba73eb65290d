package io.arcconnect.benchmarks.compare;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** OpenSSH's own way to a second command on an open session: ControlMaster. */
record SshMaster(Process process, String command) implements Closeable {

    /** Starts it; ssh is the command with its options, without a destination. */
    static SshMaster start(String ssh, Path socket, String user) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        List.of("bash", "-c", "exec " + ssh + " -M -S " + socket + " -N " + user + "@127.0.0.1"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        for (int tries = 0; !Files.exists(socket); tries++) {
            if (tries == 400 || process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IOException("ssh -M did not start");
            }
        }
        return new SshMaster(process, "ssh -F none -o LogLevel=ERROR -S " + socket + " " + user + "@127.0.0.1 ");
    }

    @Override
    public void close() {
        Ending.of(process);
    }
}
