package io.arcconnect.testkit.internal.ssh;

import io.arcconnect.testkit.ExecReply;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.common.channel.PtyMode;
import org.apache.sshd.server.Environment;

/** A terminal's line editing with a {@link SmallShell} behind it; what the modes of RFC 4254, section 8, leave of it. */
final class SmallTerminal {

    private static final int INTERRUPT = 3;
    private static final int END_OF_INPUT = 4;
    private static final int ERASE = 127;
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z_][A-Za-z_0-9]*)");

    private final InputStream in;
    private final OutputStream screen;
    private final Environment environment;
    private final Personality personality;
    private String prompt = "";

    SmallTerminal(InputStream in, OutputStream out, Environment environment, Personality personality) {
        this.personality = personality;
        this.in = in;
        this.environment = environment;
        this.screen = isOn(PtyMode.OPOST) && isOn(PtyMode.ONLCR) ? new Typewriter(out) : out;
    }

    /** {@return the exit status, once a line says so or the input ends} */
    int run(String user, CountDownLatch destroyed) throws IOException, InterruptedException {
        prompt = personality.prompt(user);
        Interpreter shell = personality.shell(
                new Console(user, environment.getEnv(), InputStream.nullInputStream(), screen, screen, destroyed));
        int status = 0;
        for (Optional<String> line = prompt(); line.isPresent(); line = prompt()) {
            String text = expanded(line.get().strip());
            if (text.equals("stty size")) {
                print(variable(Environment.ENV_LINES) + " " + variable(Environment.ENV_COLUMNS) + "\n");
                continue;
            }
            ExecReply reply = shell.run(text);
            status = reply.status();
            if (text.matches("exit( \\d+)?")) {
                return status;
            }
        }
        return status;
    }

    private Optional<String> prompt() throws IOException {
        print(prompt);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int key = in.read(); key >= 0; key = in.read()) {
            if (key == '\n' || (key == '\r' && isOn(PtyMode.ICRNL))) {
                echo("\n");
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            } else if (key == INTERRUPT && isOn(PtyMode.ISIG)) {
                echo("^C\n");
                line.reset();
                print(prompt);
            } else if (key == END_OF_INPUT && line.size() == 0) {
                return Optional.empty();
            } else if (key == ERASE && isOn(PtyMode.ICANON)) {
                erase(line);
            } else {
                line.write(key);
                if (isOn(PtyMode.ECHO)) {
                    screen.write(key);
                    screen.flush();
                }
            }
        }
        return Optional.empty();
    }

    private void erase(ByteArrayOutputStream line) throws IOException {
        byte[] text = line.toByteArray();
        if (text.length > 0) {
            line.reset();
            line.write(text, 0, text.length - 1);
            echo("\b \b");
        }
    }

    private String expanded(String line) {
        return VARIABLE.matcher(line).replaceAll(name -> Matcher.quoteReplacement(variable(name.group(1))));
    }

    private String variable(String name) {
        return environment.getEnv().getOrDefault(name, "");
    }

    private boolean isOn(PtyMode mode) {
        return environment.getPtyModes().getOrDefault(mode, 1) != 0;
    }

    private void echo(String text) throws IOException {
        if (isOn(PtyMode.ECHO)) {
            print(text);
        }
    }

    private void print(String text) throws IOException {
        screen.write(text.getBytes(StandardCharsets.UTF_8));
        screen.flush();
    }

    /** Returns the carriage before each line feed. */
    private static final class Typewriter extends FilterOutputStream {

        private byte last;

        Typewriter(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteArrayOutputStream text = new ByteArrayOutputStream(length + 16);
            for (int i = offset; i < offset + length; i++) {
                if (bytes[i] == '\n' && last != '\r') {
                    text.write('\r');
                }
                text.write(bytes[i]);
                last = bytes[i];
            }
            out.write(text.toByteArray());
        }
    }
}
