package io.arcconnect.cli.console;

import io.arcconnect.model.Secret;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The terminal that a Unix process was started from. Questions go there and answers come from there, as with ssh, wherever
 * input and output of the process lead.
 *
 * @param device {@code /dev/tty}
 */
record ControllingTerminal(Path device) implements Terminal {

    static final Terminal OF_THIS_PROCESS = new ControllingTerminal(Path.of("/dev/tty"));

    @Override
    public Optional<String> ask(String question) {
        return typed(question, false);
    }

    @Override
    public Optional<Secret> askSecretly(String question) {
        return typed(question, true).map(text -> text.isEmpty() ? Secret.empty() : Secret.of(text));
    }

    @Override
    public Optional<Screen> screen() {
        return SttyScreen.ofStandardInput();
    }

    /** One at a time: two questions at once would get each other's answers. */
    private Optional<String> typed(String question, boolean hidden) {
        synchronized (ControllingTerminal.class) {
            try (InputStream in = new FileInputStream(device.toFile());
                    OutputStream out = new FileOutputStream(device.toFile())) {
                return Optional.of(hidden ? hidden(question, in, out) : asked(question, in, out));
            } catch (IOException noTerminal) {
                return Optional.empty();
            }
        }
    }

    private static String asked(String question, InputStream in, OutputStream out) throws IOException {
        out.write(question.getBytes(StandardCharsets.UTF_8));
        return line(in);
    }

    private String hidden(String question, InputStream in, OutputStream out) throws IOException {
        Stty stty = Stty.of(device);
        String before = stty.saved().orElseThrow(() -> new IOException(device + " is no terminal"));
        Screen.Mode quiet = SttyMode.enter(stty, before, "-echo");
        try {
            return asked(question, in, out);
        } finally {
            quiet.close();
            out.write('\n');
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream typed = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            typed.write(next);
        }
        return typed.toString(StandardCharsets.UTF_8);
    }
}
