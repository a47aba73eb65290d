package io.arcconnect.ssh;

import io.arcconnect.ssh.internal.files.ExecDigest;
import io.arcconnect.ssh.internal.files.SftpFace;
import io.arcconnect.ssh.internal.files.SftpGround;
import io.arcconnect.ssh.internal.files.SftpTransfers;
import io.arcconnect.ssh.internal.ground.Delivery;
import io.arcconnect.ssh.internal.sftp.Attributes;
import io.arcconnect.ssh.internal.sftp.RemoteFiles;
import io.arcconnect.ssh.internal.sftp.RemoteTree;
import io.arcconnect.ssh.internal.sftp.WriteMode;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Files over SFTP, as the user sees them: checked arguments, our errors, the user's threads. */
final class DefaultSftpClient implements SftpClient {

    private static final long LAST_SECOND = 0xffff_ffffL;

    private final RemoteFiles files;
    private final SftpGround ground;
    private final SftpTransfers transfers;
    private final Mono<Void> closing;
    private final SftpFace face;

    DefaultSftpClient(RemoteFiles files, SftpGround ground, SshSession commands, Mono<Void> closing) {
        this.files = files;
        this.ground = ground;
        this.closing = closing;
        this.face = new SftpFace(ground);
        this.transfers = new SftpTransfers(files, ground, face, new ExecDigest(commands));
    }

    @Override
    public Flux<SftpEntry> list(String path) {
        return face.flux(files.list(checked(path)).map(name -> SftpEntry.of(path, name)));
    }

    @Override
    public Mono<SftpAttributes> stat(String path) {
        return face.mono(files.stat(checked(path), true).map(SftpAttributes::of));
    }

    @Override
    public Mono<SftpAttributes> lstat(String path) {
        return face.mono(files.stat(checked(path), false).map(SftpAttributes::of));
    }

    @Override
    public Mono<Boolean> exists(String path) {
        return face.mono(files.exists(checked(path)));
    }

    @Override
    public Mono<Void> makeDirectory(String path) {
        return face.change("mkdir", path, files.makeDirectory(checked(path), Attributes.NONE));
    }

    @Override
    public Mono<Void> makeDirectories(String path) {
        return face.change("mkdir", path, new RemoteTree(files).make(checked(path)));
    }

    @Override
    public Mono<Void> remove(String path) {
        return face.change("remove", path, files.remove(checked(path)));
    }

    @Override
    public Mono<Void> removeDirectory(String path) {
        return face.change("rmdir", path, files.removeDirectory(checked(path)));
    }

    @Override
    public Mono<Void> removeTree(String path) {
        return face.change("remove", path, new RemoteTree(files).remove(checked(path)));
    }

    @Override
    public Mono<Void> rename(String from, String to) {
        return face.change("rename", from, files.rename(checked(from), checked(to)));
    }

    @Override
    public Mono<Void> replace(String from, String to) {
        return face.change("rename", from, files.replace(checked(from), checked(to)));
    }

    @Override
    public Mono<Void> copy(String from, String to) {
        return face.change("copy", to, files.copy(checked(from), checked(to)));
    }

    @Override
    public Mono<Void> setPermissions(String path, int permissions) {
        if ((permissions & ~07777) != 0) {
            throw new IllegalArgumentException("permissions have 12 bits, got 0" + Integer.toOctalString(permissions));
        }
        return set("chmod", path, Attributes.NONE.withPermissions(permissions));
    }

    @Override
    public Mono<Void> setTimes(String path, Instant accessed, Instant modified) {
        return set("utimes", path, Attributes.NONE.withTimes(seconds(accessed), seconds(modified)));
    }

    @Override
    public Mono<Void> setOwner(String path, int uid, int gid) {
        return set("chown", path, Attributes.NONE.withOwners(uid, gid));
    }

    @Override
    public Mono<Void> setSize(String path, long size) {
        return set("truncate", path, Attributes.NONE.withSize(notNegative(size, "size")));
    }

    private Mono<Void> set(String kind, String path, Attributes attributes) {
        return face.change(kind, path, files.setAttributes(checked(path), attributes));
    }

    @Override
    public Mono<Void> symbolicLink(String link, String target) {
        return face.change("symlink", link, files.symbolicLink(checked(target), checked(link)));
    }

    @Override
    public Mono<Void> hardLink(String link, String existing) {
        return face.change("hardlink", link, files.hardLink(checked(existing), checked(link)));
    }

    @Override
    public Mono<String> readLink(String path) {
        return face.mono(files.readLink(checked(path)));
    }

    @Override
    public Mono<String> realPath(String path) {
        return face.mono(files.realPath(checked(path)));
    }

    @Override
    public Mono<SftpDiskSpace> diskSpace(String path) {
        return face.mono(files.diskSpace(checked(path))
                .map(space -> new SftpDiskSpace(space.total(), space.free(), space.available())));
    }

    @Override
    public Flux<ByteBuffer> read(String path, long from, long length) {
        notNegative(from, "from");
        notNegative(length, "length");
        return face.reading(path, files.read(checked(path), from, length));
    }

    @Override
    public Mono<Long> write(String path, Publisher<ByteBuffer> bytes) {
        return write(path, WriteMode.REPLACE, 0, bytes);
    }

    @Override
    public Mono<Long> writeNew(String path, Publisher<ByteBuffer> bytes) {
        return write(path, WriteMode.NEW, 0, bytes);
    }

    @Override
    public Mono<Long> append(String path, Publisher<ByteBuffer> bytes) {
        return write(path, WriteMode.APPEND, 0, bytes);
    }

    @Override
    public Mono<Long> writeAt(String path, long from, Publisher<ByteBuffer> bytes) {
        return write(path, WriteMode.UPDATE, notNegative(from, "from"), bytes);
    }

    private Mono<Long> write(String path, WriteMode mode, long from, Publisher<ByteBuffer> bytes) {
        Objects.requireNonNull(bytes, "bytes");
        return face.writing(
                path, input -> files.write(checked(path), mode, from, input), Delivery.from(ground.delivery(), bytes));
    }

    @Override
    public Mono<Transfer> upload(Path source, String target, TransferOptions options) {
        return transfers.upload(Objects.requireNonNull(source, "source"), checked(target), options.order());
    }

    @Override
    public Mono<Transfer> download(String source, Path target, TransferOptions options) {
        return transfers.download(checked(source), Objects.requireNonNull(target, "target"), options.order());
    }

    @Override
    public Mono<Transfer> uploadTree(Path source, String target, TransferOptions options) {
        return transfers.uploadTree(Objects.requireNonNull(source, "source"), checked(target), options.order());
    }

    @Override
    public Mono<Transfer> downloadTree(String source, Path target, TransferOptions options) {
        return transfers.downloadTree(checked(source), Objects.requireNonNull(target, "target"), options.order());
    }

    @Override
    public Mono<Void> close() {
        return Delivery.on(ground.delivery(), files.close().then(closing));
    }

    @Override
    public Mono<Void> onClose() {
        return face.mono(files.onClose());
    }

    private static String checked(String path) {
        if (path.isEmpty() || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a path must not be empty and has no NUL");
        }
        return path;
    }

    private static long notNegative(long value, String name) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative, got " + value);
        }
        return value;
    }

    private static long seconds(Instant time) {
        long seconds = time.getEpochSecond();
        if (seconds < 0 || seconds > LAST_SECOND) {
            throw new IllegalArgumentException("SFTP has times from 1970 to 2106, got " + time);
        }
        return seconds;
    }
}
