package io.arcconnect.testkit;

import io.arcconnect.testkit.internal.FaultSource;
import io.arcconnect.testkit.internal.Faults;
import io.arcconnect.testkit.internal.MachineRecord;
import io.arcconnect.testkit.internal.Unanswered;
import io.arcconnect.testkit.internal.ssh.MinaSshServer;
import io.arcconnect.testkit.internal.ssh.Personality;
import io.arcconnect.testkit.internal.ssh.SshSpec;
import io.arcconnect.testkit.internal.ssh.windows.WindowsPersonality;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An SSH server inside the test's JVM, on Apache MINA SSHD. Immutable: every method that sets something returns another
 * value; all of them have the host key that {@link #create()} made.
 *
 * <p>Without {@link #onExec} a small shell answers commands, in the words that a real one knows, so that a test runs
 * against either: {@code echo} (with {@code >&2}), {@code printf}, {@code cat}, {@code sha256sum}, {@code wc -c},
 * {@code head -c N /dev/zero}, {@code sleep N}, {@code sleep infinity}, {@code whoami}, {@code hostname}, {@code uptime},
 * {@code true}, {@code false}, {@code exit N}, {@code kill -TERM $$}, joined by {@code ;} and {@code &&}. Anything else is
 * "not found", 127.
 *
 * <p>The same words are understood by its shell in a terminal, which prompts with {@code "$ "}, edits and echoes lines as the
 * terminal's modes say, and also knows {@code stty size} and {@code echo $NAME}.
 *
 * <p>On a Windows machine, and after {@link #windows()}, it seems to be OpenSSH for Windows: see there.
 */
public final class EmbeddedSsh {

    private final SshSpec spec;

    private EmbeddedSsh(SshSpec spec) {
        this.spec = spec;
    }

    /** {@return a server with a new ECDSA host key that nobody may log in to} */
    public static EmbeddedSsh create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return create(generator.generateKeyPair());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Starts with a host key.
     *
     * @param hostKey RSA or ECDSA
     * @return a server that nobody may log in to
     */
    public static EmbeddedSsh create(KeyPair hostKey) {
        return new EmbeddedSsh(new SshSpec(Objects.requireNonNull(hostKey, "hostKey")));
    }

    /**
     * Lets a user log in with a password.
     *
     * @param user the user
     * @param password the password
     * @return another server
     */
    public EmbeddedSsh password(String user, String password) {
        return with(change -> change.passwords.put(user, password));
    }

    /**
     * Lets a user log in with a key.
     *
     * @param user the user
     * @param key the public key
     * @return another server
     */
    public EmbeddedSsh authorizedKey(String user, PublicKey key) {
        return with(change ->
                change.keys.computeIfAbsent(user, any -> new ArrayList<>()).add(key));
    }

    /**
     * Lets people log in with certificates of an authority, as the extension AADSSHLogin does with those of Entra ID: the user
     * is the certificate's first principal in lower case (protocol.md 6.5).
     *
     * @param authority such as {@link EntraEmulator#certificateAuthority()}
     * @return another server
     */
    public EmbeddedSsh entraLogin(PublicKey authority) {
        return with(change -> change.authorities.add(Objects.requireNonNull(authority, "authority")));
    }

    /**
     * Answers commands. It runs on a thread of its own per command and may block.
     *
     * @param answer the answer; {@link ExecReply#builtIn()} leaves a command to the small shell
     * @return another server
     */
    public EmbeddedSsh onExec(Function<ExecRequest, ExecReply> answer) {
        return with(change -> change.onExec = Objects.requireNonNull(answer, "answer"));
    }

    /**
     * Lets it seem to run on Windows; on an {@link EmulatedMachine#windows} it does so anyway. It introduces itself as
     * {@code OpenSSH_for_Windows_9.5}, declines variables and signals, names files {@code /C:/…}, ends lines with CR LF,
     * writes in code page 437 until {@code chcp 65001}, and its shell is cmd, which knows {@code echo}, {@code set},
     * {@code cd}, {@code ver}, {@code chcp}, {@code exit}, {@code whoami}, {@code hostname}, {@code findstr "^"},
     * {@code taskkill /T /F /PID}, {@code powershell} and {@code pwsh}, joined by {@code &}, {@code &&} and {@code ||}, with
     * {@code %NAME%}, carets, and {@code >nul}, {@code 2>&1} and the like.
     *
     * <p>Its PowerShell takes {@code -EncodedCommand} and {@code -Command}; with the former, 5.1 writes errors and progress as
     * CLIXML. It knows programs, texts, {@code $env:NAME}, {@code $PID}, {@code [pscustomobject]@{…}}, {@code Write-Output},
     * {@code -Host}, {@code -Warning} and {@code -Error}, {@code throw}, {@code exit}, {@code Start-Sleep},
     * {@code [Console]::Out.WriteLine(…)}, {@code [Console]::In.ReadToEnd()}, {@code Get-FileHash}, and what
     * {@code Exec.script} and {@code PowerShell.json} put around a script.
     *
     * <p>What Windows would know and this does not fails with a text that says so, see {@link RunningSsh#unanswered}. No real
     * Windows has confirmed any of this: docs/emulator.md says what each part rests on.
     *
     * @return another server
     */
    public EmbeddedSsh windows() {
        return with(change -> change.windows = Optional.of(true));
    }

    /**
     * Lets it seem to run on Linux, on an {@link EmulatedMachine#windows} too: as a Windows where somebody has made another
     * shell the default one, and the default elsewhere.
     *
     * @return another server
     */
    public EmbeddedSsh posix() {
        return with(change -> change.windows = Optional.of(false));
    }

    /**
     * Sets in which code page the programs of Windows write at first. Default: 437, the one of the United States.
     *
     * @param codePage such as {@code Charset.forName("IBM850")}, that of Western Europe
     * @return another server
     */
    public EmbeddedSsh codePage(Charset codePage) {
        return with(change -> change.codePage = Objects.requireNonNull(codePage, "codePage"));
    }

    /**
     * Leaves every command to {@code /bin/sh} of this computer, which runs it with the rights of the test, instead of to
     * {@link #onExec} and the small shell. A channel that is closed ends its command. For Unix.
     *
     * @return another server
     */
    public EmbeddedSsh systemShell() {
        return with(change -> change.systemShell = true);
    }

    /**
     * Lets a {@code direct-tcpip} channel reach something. A channel to anything that was not named this way fails as to a
     * closed port.
     *
     * @param host as the client names it, such as {@code localhost}
     * @param port as the client names it
     * @param address where it really is
     * @return another server
     */
    public EmbeddedSsh forward(String host, int port, InetSocketAddress address) {
        return with(change -> change.forwards.put(host + ":" + port, Objects.requireNonNull(address, "address")));
    }

    /**
     * Serves files over SFTP.
     *
     * @param root a directory of this computer, which is {@code /} there
     * @return another server
     */
    public EmbeddedSsh files(Path root) {
        Objects.requireNonNull(root, "root");
        return with(change -> change.files = Optional.of(root));
    }

    /**
     * Lets something answer as {@code localhost:3389}, where a remote desktop would: it confirms the first packet of a desktop
     * client (MS-RDPBCGR 2.2.1.2) and sends back everything else.
     *
     * @return another server
     */
    public EmbeddedSsh rdpEcho() {
        return with(change -> change.rdpEcho = true);
    }

    /**
     * Forbids {@code direct-tcpip} channels, as {@code AllowTcpForwarding no} does.
     *
     * @return another server
     */
    public EmbeddedSsh withoutForwarding() {
        return with(change -> change.forwarding = false);
    }

    /** {@return the public host key} */
    public PublicKey hostKey() {
        return spec.hostKey.getPublic();
    }

    /** {@return the public host key as the end of a line of OpenSSH's {@code known_hosts}, {@code ecdsa-sha2-nistp256 AAAA…}} */
    public String hostKeyLine() {
        return MinaSshServer.line(hostKey());
    }

    /** {@return the fingerprint of the host key as OpenSSH prints it, {@code SHA256:…}} */
    public String hostKeyFingerprint() {
        return MinaSshServer.fingerprint(hostKey());
    }

    /**
     * Starts it outside an emulator.
     *
     * @return the running server, which the caller closes
     */
    public RunningSsh start() {
        Faults faults = new Faults(new Random(), Clock.systemUTC());
        return start("emulated", false, new Unanswered(), faults, faults);
    }

    /** Starts it as a machine's, whose faults strike it. */
    RunningSsh start(MachineRecord machine, Unanswered unanswered) {
        boolean onWindows = machine.spec().osType.equals("windows");
        return start(machine.id().name(), onWindows, unanswered, machine, machine.faults());
    }

    private RunningSsh start(String host, boolean onWindows, Unanswered unanswered, FaultSource source, Faults faults) {
        SshSpec copy = spec.copy();
        boolean windows = copy.windows.orElse(onWindows && !copy.systemShell);
        Personality personality =
                windows ? new WindowsPersonality(host, copy.codePage, copy.files, unanswered) : new Personality() {};
        return new RunningSsh(this, new MinaSshServer(copy, personality, source), unanswered, faults);
    }

    private EmbeddedSsh with(Consumer<SshSpec> change) {
        SshSpec copy = spec.copy();
        change.accept(copy);
        return new EmbeddedSsh(copy);
    }
}
