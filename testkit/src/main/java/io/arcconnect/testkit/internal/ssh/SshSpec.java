package io.arcconnect.testkit.internal.ssh;

import io.arcconnect.testkit.ExecReply;
import io.arcconnect.testkit.ExecRequest;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The fields of an {@code EmbeddedSsh}. Mutable only while that is being derived. */
public final class SshSpec {

    /** Identifies the server. */
    public final KeyPair hostKey;

    /** Passwords by user. */
    public Map<String, String> passwords = new LinkedHashMap<>();

    /** Authorized keys by user. */
    public Map<String, List<PublicKey>> keys = new LinkedHashMap<>();

    /** Who may certify users. */
    public List<PublicKey> authorities = new ArrayList<>();

    /** Answers commands. */
    public Function<ExecRequest, ExecReply> onExec = request -> ExecReply.builtIn();

    /** Whether commands are left to a shell of this computer. */
    public boolean systemShell;

    /** Where {@code host:port} really is. */
    public Map<String, InetSocketAddress> forwards = new LinkedHashMap<>();

    /** Whether an echo server answers as {@code localhost:3389}. */
    public boolean rdpEcho;

    /** What SFTP serves, if it does. */
    public Optional<Path> files = Optional.empty();

    /** Whether it seems to run on Windows; empty leaves that to the machine. */
    public Optional<Boolean> windows = Optional.empty();

    /** In which programs write there. */
    public Charset codePage = Charset.forName(Charset.isSupported("IBM437") ? "IBM437" : "US-ASCII");

    /** Whether {@code direct-tcpip} is allowed. */
    public boolean forwarding = true;

    /**
     * Starts a spec.
     *
     * @param hostKey identifies the server
     */
    public SshSpec(KeyPair hostKey) {
        this.hostKey = hostKey;
    }

    /** {@return a copy that shares nothing mutable} */
    public SshSpec copy() {
        SshSpec copy = new SshSpec(hostKey);
        copy.passwords = new LinkedHashMap<>(passwords);
        keys.forEach((user, authorized) -> copy.keys.put(user, new ArrayList<>(authorized)));
        copy.authorities = new ArrayList<>(authorities);
        copy.onExec = onExec;
        copy.systemShell = systemShell;
        copy.forwards = new LinkedHashMap<>(forwards);
        copy.rdpEcho = rdpEcho;
        copy.forwarding = forwarding;
        copy.files = files;
        copy.windows = windows;
        copy.codePage = codePage;
        return copy;
    }
}
