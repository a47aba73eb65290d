package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What transfers do on any server, beyond carrying one file. */
interface SftpTransferContract extends SftpContract {

    /** {@return whether the server runs {@code sha256sum} of a file} */
    default boolean digests() {
        return true;
    }

    /** {@return whether the server tells pipes from files} */
    default boolean tellsPipes() {
        return true;
    }

    @Test
    default void trees_whenCarriedBothWays_thenTheyAreTheSame(@TempDir Path here) throws IOException {
        Path source = Files.createDirectories(here.resolve("source"));
        Files.createDirectories(source.resolve("a/b/c"));
        Files.createDirectories(source.resolve("empty"));
        for (int i = 0; i < 100; i++) {
            Files.writeString(source.resolve(i % 2 == 0 ? "file " + i : "a/b/c/ü" + i), "content " + i);
        }
        Files.createSymbolicLink(source.resolve("a/link"), Path.of("../file 0"));
        String there = Files.createTempDirectory(directory(), "trees") + "/new/target";

        Transfer up = use(sftp -> sftp.uploadTree(source, there));
        Transfer down = use(sftp -> sftp.downloadTree(there, here.resolve("back")));

        assertThat(up.files()).isEqualTo(100);
        assertThat(up.directories()).isEqualTo(5);
        assertThat(up.skipped()).containsExactly(source.resolve("a/link").toString());
        assertThat(down.files()).isEqualTo(100);
        assertThat(tree(here.resolve("back"))).isEqualTo(tree(source));
    }

    @Test
    default void trees_whenAttributesAndLinksAreKept_thenTheyAreTheSameToo(@TempDir Path here) throws IOException {
        Path source = Files.createDirectories(here.resolve("source/sub"));
        Path script = Files.writeString(source.resolve("run.sh"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
        Files.createSymbolicLink(source.resolve("link"), Path.of("run.sh"));
        FileTime old = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));
        Files.setLastModifiedTime(script, old);
        Files.setLastModifiedTime(source, old);
        TransferOptions keep = TransferOptions.defaults().keepAttributes().copyLinks();
        String there = Files.createTempDirectory(directory(), "keep") + "/tree";

        use(sftp -> sftp.uploadTree(here.resolve("source"), there, keep));
        Transfer again = use(sftp -> sftp.uploadTree(here.resolve("source"), there, keep));
        use(sftp -> sftp.downloadTree(there, here.resolve("back"), keep));

        assertThat(again.skipped()).isEmpty();
        for (Path copy : List.of(Path.of(there), here.resolve("back"))) {
            assertThat(Files.getPosixFilePermissions(copy.resolve("sub/run.sh")))
                    .isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));
            assertThat(Files.getLastModifiedTime(copy.resolve("sub/run.sh"))).isEqualTo(old);
            assertThat(Files.getLastModifiedTime(copy.resolve("sub"))).isEqualTo(old);
            assertThat(Files.readSymbolicLink(copy.resolve("sub/link"))).hasToString("run.sh");
        }
    }

    @Test
    default void pipe_whenAFileIsCarriedToItsName_thenItStays(@TempDir Path here) throws Exception {
        Path source = Files.writeString(here.resolve("source"), "content");
        Path at = Files.createTempDirectory(directory(), "pipe");
        new ProcessBuilder("mkfifo", at + "/pipe", here + "/pipe").start().waitFor();

        SftpException up =
                catchThrowableOfType(SftpException.class, () -> use(sftp -> sftp.upload(source, at + "/pipe")));
        SftpException down = catchThrowableOfType(
                SftpException.class, () -> use(sftp -> sftp.download(source.toString(), here.resolve("pipe"))));

        assertThat(down.reason()).isEqualTo(SftpReason.LOCAL_FILE);
        assertThat(here.resolve("pipe")).matches(Files::exists).matches(path -> !Files.isRegularFile(path));
        if (tellsPipes()) {
            assertThat(up.reason()).isEqualTo(SftpReason.FAILED);
            assertThat(at.resolve("pipe")).matches(Files::exists).matches(path -> !Files.isRegularFile(path));
        }
    }

    @Test
    default void download_whenAFileIsReplaced_thenItsPermissionsStay(@TempDir Path here) throws IOException {
        Path source = Files.writeString(
                Files.createTempDirectory(directory(), "private").resolve("source"), "new");
        Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rw-rw-rw-"));
        Path target = Files.writeString(here.resolve("target"), "secret");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));

        use(sftp -> sftp.download(source.toString(), target));

        assertThat(target).hasContent("new");
        assertThat(Files.getPosixFilePermissions(target)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private static List<String> tree(Path root) throws IOException {
        List<String> lines = new ArrayList<>();
        try (var paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                if (!Files.isSymbolicLink(path)) {
                    lines.add(root.relativize(path)
                            + (Files.isDirectory(path) ? "/" : "=" + Files.readString(path, StandardCharsets.UTF_8)));
                }
            }
        }
        Collections.sort(lines);
        return lines;
    }

    @Test
    default void resume_whenThePartIsOfTheSameFile_thenOnlyTheRestIsCarried(@TempDir Path here) throws IOException {
        byte[] content = SftpContract.bytes(3_000_000);
        Path source = Files.write(here.resolve("source"), content);
        Path at = Files.createTempDirectory(directory(), "resume");
        Files.write(at.resolve(".up.arcconnect.part"), Arrays.copyOf(content, 2_000_000));
        Files.write(here.resolve(".down.arcconnect.part"), Arrays.copyOf(content, 1_000_000));
        TransferOptions resume = TransferOptions.defaults().resume().verify();

        Transfer up = use(sftp -> sftp.upload(source, at + "/up", resume));
        Transfer down = use(sftp -> sftp.download(at + "/up", here.resolve("down"), resume));

        assertThat(up.resumedBytes()).isEqualTo(2_000_000);
        assertThat(up.bytes()).isEqualTo(1_000_000);
        assertThat(up.verifiedThere()).isEqualTo(digests() ? 1 : 0);
        assertThat(up.verifiedByReading()).isEqualTo(digests() ? 0 : 1);
        assertThat(down.resumedBytes()).isEqualTo(1_000_000);
        assertThat(down.bytes()).isEqualTo(2_000_000);
        assertThat(at.resolve("up")).hasBinaryContent(content);
        assertThat(here.resolve("down")).hasBinaryContent(content);
        assertThat(at.toFile().list()).containsExactly("up");
    }

    @Test
    default void resume_whenThePartIsOfAnother_thenItBeginsAnew(@TempDir Path here) throws IOException {
        byte[] content = SftpContract.bytes(1_000_000);
        Path source = Files.write(here.resolve("source"), content);
        Path at = Files.createTempDirectory(directory(), "anew");
        Files.write(at.resolve(".other.arcconnect.part"), new byte[500_000]);
        Files.write(at.resolve(".longer.arcconnect.part"), Arrays.copyOf(content, 1_000_001));
        Files.write(here.resolve(".down.arcconnect.part"), new byte[2_000_000]);
        TransferOptions resume = TransferOptions.defaults().resume();

        Transfer other = use(sftp -> sftp.upload(source, at + "/other", resume));
        Transfer longer = use(sftp -> sftp.upload(source, at + "/longer", resume));
        Transfer down = use(sftp -> sftp.download(at + "/other", here.resolve("down"), resume));

        assertThat(List.of(other, longer, down))
                .extracting(Transfer::resumedBytes)
                .containsOnly(0L);
        assertThat(at.resolve("other")).hasBinaryContent(content);
        assertThat(at.resolve("longer")).hasBinaryContent(content);
        assertThat(here.resolve("down")).hasBinaryContent(content);
    }

    @Test
    default void resume_whenAFileIsThereWithSizeAndTime_thenItIsNotCarriedAgain(@TempDir Path here) throws IOException {
        Path source = Files.createDirectories(here.resolve("source"));
        Files.write(source.resolve("one"), SftpContract.bytes(1000));
        Files.write(source.resolve("two"), SftpContract.bytes(2000));
        String there = Files.createTempDirectory(directory(), "again").toString();
        TransferOptions resume = TransferOptions.defaults().resume();

        Transfer first = use(sftp -> sftp.uploadTree(source, there, resume));
        Files.write(source.resolve("two"), SftpContract.bytes(3000));
        Transfer second = use(sftp -> sftp.uploadTree(source, there, resume));

        assertThat(first.files()).isEqualTo(2);
        assertThat(second.unchanged()).isEqualTo(1);
        assertThat(second.bytes()).isEqualTo(3000);
    }

    @Test
    default void verify_whenTheMachineHasNoCommandForIt_thenTheFileIsReadBack(@TempDir Path here) throws IOException {
        Path source = Files.write(here.resolve("source"), SftpContract.bytes(400_000));
        Path at = Files.createTempDirectory(directory(), "it's \"verified\"");
        TransferOptions verify = TransferOptions.defaults().verify();

        Transfer quoted = use(sftp -> sftp.upload(source, at + "/a b'c", verify));
        Transfer drive = use(sftp -> sftp.makeDirectories(at + "/C:").then(sftp.upload(source, at + "/C:/x", verify)));

        assertThat(quoted.verifiedThere()).isEqualTo(digests() ? 1 : 0);
        assertThat(quoted.verifiedByReading()).isEqualTo(digests() ? 0 : 1);
        assertThat(drive.verifiedThere() + drive.verifiedByReading()).isEqualTo(1);
    }

    @Test
    default void progress_whenAListenerIsGiven_thenItHearsTheLastStateBeforeTheResult(@TempDir Path here)
            throws IOException {
        Path source = Files.write(here.resolve("source"), SftpContract.bytes(1_000_000));
        String there = Files.createTempDirectory(directory(), "progress") + "/target";
        List<TransferProgress> heard = Collections.synchronizedList(new ArrayList<>());

        use(sftp -> sftp.upload(source, there, TransferOptions.defaults().onProgress(heard::add))
                .doOnNext(done -> assertThat(heard).isNotEmpty()));

        TransferProgress last = heard.get(heard.size() - 1);
        assertThat(last.path()).isEqualTo(there);
        assertThat(last.fileBytes()).isEqualTo(1_000_000);
        assertThat(last.fileSize()).hasValue(1_000_000);
        assertThat(last.files()).isEqualTo(1);
        assertThat(heard).extracting(TransferProgress::bytes).isSorted();
    }

    @Test
    default void upload_whenTheTargetIsALink_thenWhatItLeadsToIsReplaced(@TempDir Path here) throws IOException {
        Path source = Files.writeString(here.resolve("source"), "new");
        Path at = Files.createTempDirectory(directory(), "link");
        Files.writeString(at.resolve("real"), "old");
        Files.createSymbolicLink(at.resolve("link"), Path.of("real"));

        use(sftp -> sftp.upload(source, at + "/link"));

        assertThat(at.resolve("link")).isSymbolicLink();
        assertThat(at.resolve("real")).hasContent("new");
    }

    @Test
    default void transfers_whenADirectoryHasTheName_thenItStaysAsItIs(@TempDir Path here) throws IOException {
        Path source = Files.writeString(here.resolve("source"), "new");
        Path there = Files.createTempDirectory(directory(), "taken");
        Files.createDirectory(there.resolve("empty"));
        Files.createDirectory(here.resolve("empty"));

        assertThat(failure(sftp -> sftp.upload(source, there + "/empty"))).isEqualTo(SftpReason.FAILED);
        assertThat(failure(sftp -> sftp.upload(
                        source, there + "/empty", TransferOptions.defaults().resume())))
                .isEqualTo(SftpReason.FAILED);
        assertThat(failure(sftp ->
                        sftp.upload(source, there + "/file").then(sftp.replace(there + "/file", there + "/empty"))))
                .isEqualTo(SftpReason.FAILED);
        assertThat(failure(sftp -> sftp.download(there + "/file", here.resolve("empty"))))
                .isEqualTo(SftpReason.LOCAL_FILE);

        assertThat(there.toFile().list()).containsExactlyInAnyOrder("empty", "file");
        assertThat(there.resolve("empty")).isEmptyDirectory();
        assertThat(here.resolve("empty")).isEmptyDirectory();
    }

    @Test
    default void upload_whenInPlace_thenTheFileItselfIsWritten(@TempDir Path here) throws IOException {
        Path source = Files.writeString(here.resolve("source"), "new");
        Path target = Files.writeString(
                Files.createTempDirectory(directory(), "place").resolve("target"), "old and longer");
        Object before = Files.getAttribute(target, "unix:ino");

        use(sftp -> sftp.upload(
                source, target.toString(), TransferOptions.defaults().inPlace().syncToDisk()));

        assertThat(target).hasContent("new");
        assertThat(Files.getAttribute(target, "unix:ino")).isEqualTo(before);
    }
}
