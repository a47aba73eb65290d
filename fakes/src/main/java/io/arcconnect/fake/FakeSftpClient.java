package io.arcconnect.fake;

import io.arcconnect.error.Failure;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.SftpAttributes;
import io.arcconnect.ssh.SftpClient;
import io.arcconnect.ssh.SftpDiskSpace;
import io.arcconnect.ssh.SftpEntry;
import io.arcconnect.ssh.SftpException;
import io.arcconnect.ssh.SftpReason;
import io.arcconnect.ssh.Transfer;
import io.arcconnect.ssh.TransferOptions;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A client of files that are only memory. */
final class FakeSftpClient implements SftpClient {

    private static final int CHUNK = 32 * 1024;
    private static final long DISK = 1L << 40;

    private final MachineId machine;
    private final FakeTree tree;
    private final FakeTransfers transfers;
    private final Runnable ended;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Sinks.Empty<Void> closed = Sinks.empty();

    FakeSftpClient(MachineId machine, FakeTree tree, Runnable ended) {
        this.machine = machine;
        this.tree = tree;
        this.transfers = new FakeTransfers(tree);
        this.ended = ended;
    }

    @Override
    public Flux<SftpEntry> list(String path) {
        return asked(() -> tree.list(path)).flatMapIterable(entries -> entries);
    }

    @Override
    public Mono<SftpAttributes> stat(String path) {
        return asked(() -> tree.get(path).attributes());
    }

    @Override
    public Mono<SftpAttributes> lstat(String path) {
        return asked(() -> tree.find(path, false)
                .orElseThrow(() -> FakeTree.failed(SftpReason.NO_SUCH_FILE, "there is no such file", path))
                .attributes());
    }

    @Override
    public Mono<Boolean> exists(String path) {
        return asked(() -> tree.find(path, false).isPresent());
    }

    @Override
    public Mono<Void> makeDirectory(String path) {
        return done(() -> tree.add(path, FakeFile.directory()));
    }

    @Override
    public Mono<Void> makeDirectories(String path) {
        return done(() -> tree.makeDirectories(path));
    }

    @Override
    public Mono<Void> remove(String path) {
        return done(() -> tree.remove(path, false));
    }

    @Override
    public Mono<Void> removeDirectory(String path) {
        return done(() -> tree.remove(path, true));
    }

    @Override
    public Mono<Void> removeTree(String path) {
        return done(() -> tree.removeTree(path));
    }

    @Override
    public Mono<Void> rename(String from, String to) {
        return done(() -> tree.rename(from, to, false));
    }

    @Override
    public Mono<Void> replace(String from, String to) {
        return done(() -> tree.rename(from, to, true));
    }

    @Override
    public Mono<Void> copy(String from, String to) {
        return done(() -> tree.open(to).bytes = tree.getFile(from).bytes.clone());
    }

    @Override
    public Mono<Void> setPermissions(String path, int permissions) {
        return done(() -> tree.get(path).permissions = permissions);
    }

    @Override
    public Mono<Void> setTimes(String path, Instant accessed, Instant modified) {
        return done(() -> {
            FakeFile file = tree.get(path);
            file.accessed = accessed;
            file.modified = modified;
        });
    }

    @Override
    public Mono<Void> setOwner(String path, int uid, int gid) {
        return done(() -> {
            FakeFile file = tree.get(path);
            file.uid = uid;
            file.gid = gid;
        });
    }

    @Override
    public Mono<Void> setSize(String path, long size) {
        return done(() -> {
            FakeFile file = tree.getFile(path);
            file.bytes = Arrays.copyOf(file.bytes, Math.toIntExact(size));
        });
    }

    @Override
    public Mono<Void> symbolicLink(String link, String target) {
        return done(() -> tree.add(link, FakeFile.link(target)));
    }

    @Override
    public Mono<Void> hardLink(String link, String existing) {
        return done(() -> tree.add(link, tree.getFile(existing)));
    }

    @Override
    public Mono<String> readLink(String path) {
        return asked(() -> tree.find(path, false)
                .filter(FakeFile::isLink)
                .orElseThrow(() -> FakeTree.failed(SftpReason.FAILED, "it is no link", path))
                .target);
    }

    @Override
    public Mono<String> realPath(String path) {
        return asked(() -> tree.resolve(path, true));
    }

    @Override
    public Mono<SftpDiskSpace> diskSpace(String path) {
        return asked(() -> {
            tree.resolve(path, true);
            return new SftpDiskSpace(DISK, DISK, DISK);
        });
    }

    @Override
    public Flux<ByteBuffer> read(String path, long from, long length) {
        if (from < 0 || length < 0) {
            throw new IllegalArgumentException("from and length must not be negative");
        }
        return asked(() -> tree.getFile(path).bytes).flatMapMany(bytes -> {
            int begin = (int) Math.min(bytes.length, from);
            int end = (int) Math.min(bytes.length, begin + Math.min(length, bytes.length));
            return Flux.range(0, (end - begin + CHUNK - 1) / CHUNK).map(i -> {
                int at = begin + i * CHUNK;
                return ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, Math.min(end, at + CHUNK)));
            });
        });
    }

    @Override
    public Mono<Long> write(String path, Publisher<ByteBuffer> bytes) {
        return asked(() -> {
                    FakeFile file = tree.open(path);
                    file.bytes = new byte[0];
                    return file;
                })
                .flatMap(file -> writing(file, 0, bytes));
    }

    @Override
    public Mono<Long> writeNew(String path, Publisher<ByteBuffer> bytes) {
        return asked(() -> tree.add(path, FakeFile.of(new byte[0]))).flatMap(file -> writing(file, 0, bytes));
    }

    @Override
    public Mono<Long> append(String path, Publisher<ByteBuffer> bytes) {
        return asked(() -> tree.open(path)).flatMap(file -> writing(file, file.bytes.length, bytes));
    }

    @Override
    public Mono<Long> writeAt(String path, long from, Publisher<ByteBuffer> bytes) {
        if (from < 0) {
            throw new IllegalArgumentException("from must not be negative");
        }
        return asked(() -> tree.open(path)).flatMap(file -> writing(file, from, bytes));
    }

    private static Mono<Long> writing(FakeFile file, long from, Publisher<ByteBuffer> bytes) {
        return Flux.from(bytes).reduce(0L, (written, chunk) -> {
            byte[] copy = new byte[chunk.remaining()];
            chunk.duplicate().get(copy);
            file.write(from + written, copy);
            return written + copy.length;
        });
    }

    @Override
    public Mono<Transfer> upload(Path source, String target, TransferOptions options) {
        return asked(() -> transfers.upload(source, target));
    }

    @Override
    public Mono<Transfer> download(String source, Path target, TransferOptions options) {
        return asked(() -> transfers.download(source, target));
    }

    @Override
    public Mono<Transfer> uploadTree(Path source, String target, TransferOptions options) {
        return asked(() -> transfers.uploadTree(source, target));
    }

    @Override
    public Mono<Transfer> downloadTree(String source, Path target, TransferOptions options) {
        return asked(() -> transfers.downloadTree(source, target));
    }

    private Mono<Void> done(Runnable step) {
        return asked(() -> {
                    step.run();
                    return true;
                })
                .then();
    }

    private <T> Mono<T> asked(Callable<T> question) {
        return Mono.fromCallable(() -> {
                    if (over.get()) {
                        throw FakeTree.failed(SftpReason.CONNECTION_LOST, "the fake client is closed", "");
                    }
                    return question.call();
                })
                .onErrorMap(SftpException.class, this::onTheMachine);
    }

    private SftpException onTheMachine(SftpException failed) {
        Failure failure = failed.failure();
        return failure.machine().isPresent() ? failed : new SftpException(failure.on(machine));
    }

    @Override
    public Mono<Void> close() {
        return Mono.fromRunnable(() -> {
            if (over.compareAndSet(false, true)) {
                ended.run();
                closed.tryEmitEmpty();
            }
        });
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }
}
