package io.arcconnect.ssh.internal.exec;

import io.arcconnect.ssh.RemoteShell;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * What is to be run.
 *
 * @param text for the login shell, or for the interpreter
 * @param interpreter reads the text, where it is a script
 * @param stdin the input, encoded
 * @param options everything else
 */
public record CommandSpec(
        String text,
        Optional<RemoteShell> interpreter,
        Function<Charset, Publisher<ByteBuffer>> stdin,
        ExecOptions options) {

    static CommandSpec of(String text) {
        return new CommandSpec(text, Optional.empty(), charset -> Mono.empty(), ExecOptions.NONE);
    }

    CommandSpec sudo(SudoSpec how) {
        return new CommandSpec(text, interpreter, stdin, options.withSudo(how));
    }

    /** {@return nothing of the text, which may be secret} */
    @Override
    public String toString() {
        return "CommandSpec[***]";
    }
}
