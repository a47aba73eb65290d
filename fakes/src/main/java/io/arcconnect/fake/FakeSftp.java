package io.arcconnect.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.arcconnect.error.ErrorReason;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.Route;
import io.arcconnect.ssh.SftpClient;
import io.arcconnect.ssh.SftpReason;
import io.arcconnect.testkit.ScriptedProtocol;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A machine's files in memory: a protocol whose clients read and write them.
 *
 * <pre>{@code
 * FakeSftp files = FakeSftp.create().directory("/opt/app").failing("/opt/app/locked.jar", SftpReason.PERMISSION_DENIED);
 * machine.use(files, sftp -> sftp.upload(Path.of("app.jar"), "/opt/app/app.jar"));
 * assertThat(files.bytes("/opt/app/app.jar")).isPresent();
 * }</pre>
 *
 * <p>All files belong to user 0, times are 1970 until they are set, relative paths begin at {@code /home/user}, and permissions
 * are kept but forbid nothing: {@link #failing} does. Transfers read and write this computer's files on the thread of whoever
 * subscribes, at once and whole: of their options {@code resume} and {@code verify} change nothing here, progress is not told, and
 * links in a tree are skipped.
 *
 * <p>Mutable and safe for any thread: what is said counts for subscriptions from then on.
 */
public final class FakeSftp implements ScriptedProtocol<SftpClient> {

    private final FakeTree tree = new FakeTree();
    private final AtomicInteger open = new AtomicInteger();
    private volatile @Nullable Function<MachineId, Throwable> refusal;

    private FakeSftp() {}

    /** {@return a machine with {@code /home/user} and nothing else} */
    public static FakeSftp create() {
        return new FakeSftp();
    }

    /**
     * Puts a file there, with the directories above it, instead of what was there.
     *
     * @param path where
     * @param text its content, in UTF-8
     * @return this
     */
    public FakeSftp file(String path, String text) {
        return file(path, text.getBytes(UTF_8));
    }

    /**
     * Puts a file there, with the directories above it, instead of what was there.
     *
     * @param path where
     * @param bytes its content; copied
     * @return this
     */
    public FakeSftp file(String path, byte[] bytes) {
        String whole = FakeTree.absolute(path);
        tree.makeDirectories(FakeTree.parent(whole));
        tree.open(whole).bytes = bytes.clone();
        return this;
    }

    /**
     * Puts a directory there, with those above it.
     *
     * @param path where
     * @return this
     */
    public FakeSftp directory(String path) {
        tree.makeDirectories(path);
        return this;
    }

    /**
     * Fails whatever is done with a path, from now on.
     *
     * @param path of a file or a directory, there or not; others in that directory do not fail
     * @param reason such as {@code SftpReason.PERMISSION_DENIED}
     * @return this
     */
    public FakeSftp failing(String path, SftpReason reason) {
        tree.fail(path, Objects.requireNonNull(reason, "reason"));
        return this;
    }

    /**
     * Fails to open clients, from now on.
     *
     * @param reason such as {@code SftpReason.UNAVAILABLE}
     * @return this
     */
    public FakeSftp refusing(ErrorReason reason) {
        Objects.requireNonNull(reason, "reason");
        refusal = machine -> Failures.because(reason, Stage.SESSION, machine, "the fake client was refused");
        return this;
    }

    /**
     * Finds a file's content.
     *
     * @param path where
     * @return its bytes, a copy; empty when no file is there
     */
    public Optional<byte[]> bytes(String path) {
        return tree.find(path, true).filter(file -> !file.isDirectory()).map(file -> file.bytes.clone());
    }

    /**
     * Finds a file's content as text.
     *
     * @param path where
     * @return its content as UTF-8; empty when no file is there
     */
    public Optional<String> text(String path) {
        return bytes(path).map(bytes -> new String(bytes, UTF_8));
    }

    /** {@return every path that there is, sorted, directories too} */
    public List<String> paths() {
        return tree.paths();
    }

    /** {@return how many clients are open} */
    public int openClients() {
        return open.get();
    }

    @Override
    public Mono<SftpClient> open(Route route) {
        return Mono.defer(() -> {
            Function<MachineId, Throwable> refused = refusal;
            if (refused != null) {
                return Mono.error(refused.apply(route.machine()));
            }
            open.incrementAndGet();
            return Mono.just(new FakeSftpClient(route.machine(), tree, open::decrementAndGet));
        });
    }
}
