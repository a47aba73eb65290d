package io.arcconnect.cli.commands;

import io.arcconnect.ArcConnect;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.console.TestSurroundings;
import io.arcconnect.cli.options.Azure;
import io.arcconnect.cli.run.Failures;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Protocol;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import reactor.core.publisher.Mono;

/** A machine behind the emulator whose key is known and that lets ada in, and commands that are run on it in this process. */
final class EmulatedHost implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String NAME = "web-01";

    private final ArcEmulator emulator;
    private final Path key;
    private final Path knownHosts;

    /**
     * Starts one.
     *
     * @param folder an empty folder
     * @param more what else the machine's SSH server can do
     */
    EmulatedHost(Path folder, UnaryOperator<EmbeddedSsh> more) {
        KeyPair pair = newKey();
        this.key = folder.resolve("key");
        this.knownHosts = folder.resolve("known_hosts");
        write(key, pair);
        this.emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux(NAME)
                        .ssh(more.apply(EmbeddedSsh.create().authorizedKey("ada", pair.getPublic())))
                        .enabled())
                .start();
        meet(pair);
    }

    private void meet(KeyPair pair) {
        Ssh first = Ssh.as("ada").identity(SshIdentity.keyPair(pair)).hostKeys(HostKeys.acceptNew(knownHosts));
        use(first, session -> session.exec("true"));
    }

    /** Uses the machine without a command. */
    <S extends AsyncCloseable, R> R use(Protocol<S> protocol, Function<? super S, Mono<R>> work) {
        ArcConnect arc = emulator.arcConnect().build();
        try {
            return arc.machine(id()).use(protocol, work).blockOptional(LIMIT).orElseThrow();
        } finally {
            arc.close().block(LIMIT);
        }
    }

    /** {@return the login that commands have} */
    Ssh ssh() {
        return Ssh.as("ada").identity(SshIdentity.privateKey(key)).hostKeys(HostKeys.knownHosts(knownHosts));
    }

    /** Runs a command to its end, with the options of the login and of the machine added. */
    int run(TestSurroundings around, BiFunction<Surroundings, Azure, Object> command, String... arguments) {
        var given = around.build();
        List<String> all = new ArrayList<>(List.of(
                "--resource-id",
                id(),
                "--local-user",
                "ada",
                "-i",
                key.toString(),
                "--known-hosts",
                knownHosts.toString()));
        all.addAll(List.of(arguments));
        return new CommandLine(command.apply(given, options -> emulator.arcConnect()))
                .setOut(given.outText())
                .setErr(given.errText())
                .setExecutionExceptionHandler(new Failures())
                .execute(all.toArray(String[]::new));
    }

    String id() {
        return emulator.machine(NAME).id().resourceId();
    }

    @Override
    public void close() {
        emulator.close();
    }

    private static void write(Path file, KeyPair pair) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPrivate().getEncoded());
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
