package io.arcconnect.fake;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.ssh.SftpEntry;
import io.arcconnect.ssh.SftpException;
import io.arcconnect.ssh.SftpReason;
import io.arcconnect.ssh.Transfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Carries files between this computer and files that are only memory. */
final class FakeTransfers {

    private final FakeTree tree;

    FakeTransfers(FakeTree tree) {
        this.tree = tree;
    }

    Transfer upload(Path source, String target) {
        Count count = new Count();
        up(source, target, count);
        return count.transfer();
    }

    Transfer download(String source, Path target) {
        Count count = new Count();
        down(source, target, count);
        return count.transfer();
    }

    Transfer uploadTree(Path source, String target) {
        Count count = new Count();
        tree.makeDirectories(target);
        count.directories++;
        try (Stream<Path> below = Files.list(source)) {
            for (Path each : below.sorted().toList()) {
                String there = target + "/" + each.getFileName();
                if (Files.isSymbolicLink(each)) {
                    count.skipped.add(each.toString());
                } else if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    count.add(uploadTree(each, there));
                } else {
                    up(each, there, count);
                }
            }
        } catch (IOException failed) {
            throw local(source, failed);
        }
        return count.transfer();
    }

    Transfer downloadTree(String source, Path target) {
        Count count = new Count();
        try {
            Files.createDirectories(target);
        } catch (IOException failed) {
            throw local(target, failed);
        }
        count.directories++;
        for (SftpEntry each : tree.list(source)) {
            Path here = target.resolve(each.name());
            switch (each.type()) {
                case FILE -> down(each.path(), here, count);
                case DIRECTORY -> count.add(downloadTree(each.path(), here));
                default -> count.skipped.add(each.path());
            }
        }
        return count.transfer();
    }

    private void up(Path source, String target, Count count) {
        try {
            byte[] bytes = Files.readAllBytes(source);
            tree.open(target).bytes = bytes;
            count.file(bytes.length);
        } catch (IOException failed) {
            throw local(source, failed);
        }
    }

    private void down(String source, Path target, Count count) {
        byte[] bytes = tree.getFile(source).bytes;
        try {
            Files.write(target, bytes);
            count.file(bytes.length);
        } catch (IOException failed) {
            throw local(target, failed);
        }
    }

    private static SftpException local(Path path, IOException failed) {
        return new SftpException(Failure.of(SftpReason.LOCAL_FILE, Stage.LOCAL, "this computer's file failed")
                .with("path", path)
                .causedBy(failed));
    }

    /** What was carried so far. */
    private static final class Count {

        private final List<String> skipped = new ArrayList<>();
        private long files;
        private long directories;
        private long bytes;

        void file(long size) {
            files++;
            bytes += size;
        }

        void add(Transfer more) {
            files += more.files();
            directories += more.directories();
            bytes += more.bytes();
            skipped.addAll(more.skipped());
        }

        Transfer transfer() {
            return new Transfer(files, 0, directories, bytes, 0, 0, 0, skipped);
        }
    }
}
