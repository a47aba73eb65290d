package io.arcconnect.ssh.internal.login;

import io.arcconnect.ssh.internal.login.AuthReply.Accepted;
import io.arcconnect.ssh.internal.login.AuthReply.Message;
import io.arcconnect.ssh.internal.login.AuthReply.Refused;
import io.arcconnect.ssh.internal.wire.WireReader;
import io.arcconnect.ssh.internal.wire.WireWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A server that answers by a script and remembers what it was told, one word a packet. */
final class ScriptedDialog implements AuthDialog {

    private final Function<String, AuthReply> script;
    private final Set<String> algorithms;
    final List<String> heard = new ArrayList<>();

    ScriptedDialog(Set<String> algorithms, Function<String, AuthReply> script) {
        this.script = script;
        this.algorithms = algorithms;
    }

    static AuthReply accepted() {
        return new Accepted();
    }

    static AuthReply refused(String... methods) {
        return new Refused(List.of(methods), false);
    }

    static AuthReply partial(String... methods) {
        return new Refused(List.of(methods), true);
    }

    static AuthReply asks(String... prompts) {
        WireWriter body = new WireWriter().writeText("title").writeText("").writeText("");
        body.writeUint32(prompts.length);
        for (String prompt : prompts) {
            body.writeText(prompt).writeBoolean(false);
        }
        return new Message(60, ByteBuffer.wrap(body.toByteArray()));
    }

    @Override
    public Mono<AuthReply> exchange(byte[] packet) {
        return Mono.fromSupplier(() -> {
            String word = word(packet);
            heard.add(word);
            AuthReply reply = script.apply(word);
            return reply == null ? echo(packet) : reply;
        });
    }

    /** Such as {@code none}, {@code password hunter2}, {@code publickey? rsa-sha2-512}, {@code publickey! …}, {@code answer 42}. */
    private static String word(byte[] packet) {
        WireReader in = new WireReader(packet);
        if (in.readByte() != USERAUTH_REQUEST) {
            StringBuilder answers = new StringBuilder("answer");
            for (long left = in.readUint32(); left > 0; left--) {
                answers.append(' ').append(in.readText());
            }
            return answers.toString();
        }
        in.skip();
        in.skip();
        String method = in.readText();
        return switch (method) {
            case "password" -> method + (in.readByte() == 0 ? " " : "?") + in.readText();
            case "publickey" -> method + (in.readByte() == 0 ? "? " : "! ") + in.readText();
            default -> method;
        };
    }

    /** "I would take that key." */
    private static AuthReply echo(byte[] packet) {
        WireReader in = new WireReader(packet);
        in.readByte();
        in.skip();
        in.skip();
        in.skip();
        in.readByte();
        byte[] body = new WireWriter()
                .writeText(in.readText())
                .writeBytes(in.readBytes())
                .toByteArray();
        return new Message(60, ByteBuffer.wrap(body));
    }

    @Override
    public byte[] sessionId() {
        return new byte[] {1, 2, 3};
    }

    @Override
    public Set<String> signatureAlgorithms() {
        return algorithms;
    }
}
