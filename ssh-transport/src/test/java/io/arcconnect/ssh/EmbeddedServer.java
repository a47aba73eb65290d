package io.arcconnect.ssh;

import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.RunningSsh;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The testkit's server. */
record EmbeddedServer(RunningSsh server, KeyPair user) implements SshServerUnderTest {

    private static final String USER = "azureuser";

    static EmbeddedServer start() {
        return start(spec -> spec);
    }

    /** Starts one that the test knows more of, such as what a forward reaches. */
    static EmbeddedServer start(UnaryOperator<EmbeddedSsh> more) {
        KeyPair user = keyPair();
        return new EmbeddedServer(
                more.apply(EmbeddedSsh.create().files(Path.of("/")))
                        .authorizedKey(USER, user.getPublic())
                        .start(),
                user);
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public InetSocketAddress address() {
        return server.address();
    }

    @Override
    public String account() {
        return USER;
    }

    @Override
    public Ssh ssh() {
        return Ssh.as(USER).identity(SshIdentity.keyPair(user)).hostKeys(HostKeys.pinned(server.hostKeyFingerprint()));
    }

    @Override
    public Set<Feature> features() {
        return Set.of(Feature.SFTP, Feature.PARALLEL_COMMANDS, Feature.CANCELS_CHOSEN_PORTS);
    }

    @Override
    public void close() {
        server.close();
    }
}
