package io.arcconnect.testkit.internal.ssh;

import io.arcconnect.testkit.ExecReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The few words of a shell that tests need; see {@code EmbeddedSsh}. */
final class SmallShell implements Interpreter {

    private final String user;
    private final InputStream in;
    private final OutputStream out;
    private final OutputStream err;
    private final CountDownLatch destroyed;

    SmallShell(String user, InputStream in, OutputStream out, OutputStream err, CountDownLatch destroyed) {
        this.user = user;
        this.in = in;
        this.out = out;
        this.err = err;
        this.destroyed = destroyed;
    }

    @Override
    public ExecReply run(String line) throws IOException, InterruptedException {
        int status = 0;
        boolean skip = false;
        for (String part : line.split("(?<=;|&&)", -1)) {
            boolean and = part.endsWith("&&");
            String command = part.replaceFirst("(;|&&)$", "").strip();
            if (!skip && !command.isEmpty()) {
                Optional<ExecReply> end = end(command, status);
                if (end.isPresent()) {
                    return end.get();
                }
                status = one(command);
            }
            skip = and && (skip || status != 0);
        }
        out.flush();
        err.flush();
        return ExecReply.exit(status, "", "");
    }

    private static Optional<ExecReply> end(String command, int status) {
        if (command.equals("exit")) {
            return Optional.of(ExecReply.exit(status, "", ""));
        }
        if (command.matches("exit \\d{1,3}")) {
            return Optional.of(ExecReply.exit(Integer.parseInt(command.substring(5)), "", ""));
        }
        return command.matches("kill -[A-Z0-9]+ \\$\\$")
                ? Optional.of(ExecReply.killed(command.substring(6, command.length() - 3)))
                : Optional.empty();
    }

    private int one(String command) throws IOException, InterruptedException {
        boolean toStderr = command.endsWith(">&2");
        OutputStream sink = toStderr ? err : out;
        String text = toStderr ? command.substring(0, command.length() - 3).strip() : command;
        String word = text.split("\\s+", 2)[0];
        String rest = text.substring(word.length()).strip();
        switch (word) {
            case "echo" -> print(sink, unquoted(rest) + "\n");
            case "printf" -> print(sink, unquoted(rest).replace("\\n", "\n"));
            case "cat" -> copy(sink);
            case "sha256sum" -> print(sink, SmallDigest.sha256(in) + "  -\n");
            case "wc" -> print(sink, copy(OutputStream.nullOutputStream()) + "\n");
            case "head" -> zeros(sink, Long.parseLong(rest.split("\\s+", -1)[1]));
            case "sleep" -> sleep(rest);
            case "whoami" -> print(sink, user + "\n");
            case "hostname" -> print(sink, "emulated\n");
            case "uptime" -> print(sink, " 12:00:00 up 1 day,  1 user,  load average: 0.00, 0.00, 0.00\n");
            case "true" -> {}
            case "false" -> {
                return 1;
            }
            default -> {
                print(err, "sh: 1: " + word + ": not found\n");
                return 127;
            }
        }
        return 0;
    }

    private long copy(OutputStream sink) throws IOException {
        byte[] chunk = new byte[32_768];
        long total = 0;
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            sink.write(chunk, 0, read);
            sink.flush();
            total += read;
        }
        return total;
    }

    private static void zeros(OutputStream sink, long count) throws IOException {
        byte[] chunk = new byte[32_768];
        for (long left = count; left > 0; left -= chunk.length) {
            sink.write(chunk, 0, (int) Math.min(left, chunk.length));
        }
        sink.flush();
    }

    private void sleep(String duration) throws InterruptedException {
        if (duration.equals("infinity")) {
            destroyed.await();
        } else if (destroyed.await((long) (Double.parseDouble(duration) * 1_000), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("the channel was closed");
        }
    }

    private static void print(OutputStream sink, String text) throws IOException {
        sink.write(text.getBytes(StandardCharsets.UTF_8));
        sink.flush();
    }

    private static String unquoted(String text) {
        return text.replaceAll("[\"']", "");
    }
}
