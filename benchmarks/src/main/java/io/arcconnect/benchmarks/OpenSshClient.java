package io.arcconnect.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The peer: the ssh command, straight to sshd, without any relay. */
record OpenSshClient(SshdProcess sshd, int mebibytes) {

    Sample download() throws IOException, InterruptedException {
        return timed(ssh() + " 'head -c " + mebibytes + "M /dev/zero' >/dev/null");
    }

    Sample upload() throws IOException, InterruptedException {
        return timed("head -c " + mebibytes + "M /dev/zero | " + ssh() + " 'cat >/dev/null'");
    }

    private String ssh() {
        return "ssh -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
                + " -o IdentitiesOnly=yes -c aes128-gcm@openssh.com -i " + sshd.userKey()
                + " -p " + sshd.port() + " " + System.getProperty("user.name") + "@127.0.0.1";
    }

    private Sample timed(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        List.of("bash", "-c", "set -o pipefail; TIMEFORMAT='%R %U %S'; time { " + command + "; }"))
                .start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("ssh failed: " + said);
        }
        List<Double> times =
                List.of(said.split(" ", -1)).stream().map(Double::parseDouble).toList();
        return new Sample(mebibytes, times.get(0), times.get(1) + times.get(2));
    }
}
