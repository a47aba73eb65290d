package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arcconnect.ArcMachine;
import io.arcconnect.ssh.SshServerUnderTest.Feature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a client of SFTP does on any server; the server's files are this computer's. */
interface SftpContract {

    Duration LIMIT = Duration.ofSeconds(60);

    SshServerUnderTest server();

    ArcMachine machine();

    /** {@return a directory of this computer, as the server has it too} */
    Path directory();

    @BeforeEach
    default void skipWithoutSftp() {
        assumeTrue(server().features().contains(Feature.SFTP), "skipped: the server has no sftp subsystem");
    }

    default <R> R use(Function<SftpClient, Mono<R>> work) {
        return machine().use(Sftp.over(server().ssh()), work).block(LIMIT);
    }

    default SftpReason failure(Function<SftpClient, Mono<?>> work) {
        SftpException error = catchThrowableOfType(
                SftpException.class, () -> use(sftp -> work.apply(sftp).then()));
        assertThat(error).isNotNull();
        assertThat(error.machine()).contains(DirectArc.ID);
        return (SftpReason) error.reason();
    }

    static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    default void list_whenADirectoryHasFiles_thenEachIsThereWithItsAttributes() throws IOException {
        Path at = Files.createTempDirectory(directory(), "list");
        Files.write(at.resolve("a.txt"), new byte[7]);
        Files.createDirectory(at.resolve("sub"));
        Files.createSymbolicLink(at.resolve("link"), Path.of("a.txt"));

        List<SftpEntry> entries = use(sftp -> sftp.list(at.toString()).collectList());

        assertThat(entries).extracting(SftpEntry::name).containsExactlyInAnyOrder("a.txt", "sub", "link");
        assertThat(entries)
                .extracting(SftpEntry::type)
                .containsExactlyInAnyOrder(SftpFileType.FILE, SftpFileType.DIRECTORY, SftpFileType.LINK);
        assertThat(entries).filteredOn(entry -> entry.name().equals("a.txt")).allSatisfy(entry -> {
            assertThat(entry.path()).isEqualTo(at + "/a.txt");
            assertThat(entry.attributes().size()).hasValue(7);
        });
    }

    @Test
    default void list_whenOnlyTheFirstAreTaken_thenTheDirectoryIsClosedAndTheClientGoesOn() throws IOException {
        Path at = Files.createTempDirectory(directory(), "many");
        for (int i = 0; i < 500; i++) {
            Files.createFile(at.resolve("file" + i));
        }

        long count = use(sftp ->
                sftp.list(at.toString()).take(3).then(sftp.list(at.toString()).count()));

        assertThat(count).isEqualTo(500);
    }

    @Test
    default void list_whenThereIsNoSuchDirectory_thenNoSuchFile() {
        assertThat(failure(sftp -> sftp.list(directory() + "/missing").then())).isEqualTo(SftpReason.NO_SUCH_FILE);
    }

    @Test
    default void changes_whenMade_thenTheFileSystemHasThem() throws IOException {
        Path at = Files.createTempDirectory(directory(), "changes");
        String file = at + "/file";
        Instant time = Instant.parse("2020-02-03T04:05:06Z");

        SftpAttributes attributes = use(sftp -> sftp.makeDirectories(at + "/one/two/three")
                .then(sftp.write(file, Mono.just(text("hello"))))
                .then(sftp.setPermissions(file, 0640))
                .then(sftp.setTimes(file, time, time))
                .then(sftp.symbolicLink(at + "/link", "file"))
                .then(sftp.rename(file, at + "/one/file"))
                .then(sftp.removeDirectory(at + "/one/two/three"))
                .then(sftp.lstat(at + "/one/file")));

        assertThat(attributes.type()).isEqualTo(SftpFileType.FILE);
        assertThat(attributes.permissions()).hasValue(0640);
        assertThat(attributes.modified()).contains(time);
        assertThat(attributes.size()).hasValue(5);
        assertThat(Files.readSymbolicLink(at.resolve("link"))).hasToString("file");
        assertThat(at.resolve("one/two")).isEmptyDirectory();
    }

    @Test
    default void changes_whenTheServerRefuses_thenTheReasonSaysWhy() throws IOException {
        Path at = Files.createTempDirectory(directory(), "refused");
        Files.createFile(at.resolve("file"));

        assertThat(failure(sftp -> sftp.makeDirectory(at.toString()))).isEqualTo(SftpReason.FAILED);
        assertThat(failure(sftp -> sftp.makeDirectory(at + "/no/dir"))).isEqualTo(SftpReason.NO_SUCH_FILE);
        assertThat(failure(sftp -> sftp.makeDirectories(at + "/file/dir"))).isInstanceOf(SftpReason.class);
        assertThat(failure(sftp -> sftp.remove(at + "/missing"))).isEqualTo(SftpReason.NO_SUCH_FILE);
        assertThat(failure(sftp -> sftp.removeDirectory(directory().toString())))
                .isEqualTo(SftpReason.FAILED);
        assertThat(failure(sftp -> sftp.writeNew(at + "/file", Mono.just(text("x")))))
                .isEqualTo(SftpReason.FAILED);
        assertThat(failure(sftp -> sftp.readLink(at + "/file"))).isEqualTo(SftpReason.FAILED);
    }

    @Test
    default void exists_whenAsked_thenALinkThatLeadsNowhereCounts() throws IOException {
        Path at = Files.createTempDirectory(directory(), "exists");
        Files.createSymbolicLink(at.resolve("dangling"), Path.of("nowhere"));

        boolean dangling = use(sftp -> sftp.exists(at + "/dangling"));
        boolean missing = use(sftp -> sftp.exists(at + "/missing"));
        String target = use(sftp -> sftp.readLink(at + "/dangling"));

        assertThat(dangling).isTrue();
        assertThat(missing).isFalse();
        assertThat(target).isEqualTo("nowhere");
    }

    @Test
    default void replace_whenTheNameIsTaken_thenTheOldFileIsGone() throws IOException {
        Path at = Files.createTempDirectory(directory(), "replace");
        Files.writeString(at.resolve("old"), "old");
        Files.writeString(at.resolve("new"), "new");

        use(sftp -> sftp.replace(at + "/new", at + "/old"));

        assertThat(at.resolve("old")).hasContent("new");
        assertThat(at.toFile().list()).containsExactly("old");
    }

    @Test
    default void removeTree_whenItHasLinks_thenTheyAreNotFollowed() throws IOException {
        Path at = Files.createTempDirectory(directory(), "tree");
        Files.createDirectories(at.resolve("gone/a/b"));
        Files.createFile(at.resolve("gone/a/b/file"));
        Files.createDirectory(at.resolve("kept"));
        Files.createFile(at.resolve("kept/file"));
        Files.createSymbolicLink(at.resolve("gone/link"), at.resolve("kept"));

        use(sftp -> sftp.removeTree(at + "/gone"));

        assertThat(at.resolve("gone")).doesNotExist();
        assertThat(at.resolve("kept/file")).exists();
    }

    @Test
    default void realPath_whenGivenADot_thenTheAbsoluteDirectory() {
        String home = use(sftp -> sftp.realPath("."));

        assertThat(home).startsWith("/");
    }

    @Test
    default void read_whenAFileIsLong_thenItsBytesComeInOrder() throws IOException {
        byte[] content = bytes(3_000_001);
        Path file = Files.write(Files.createTempFile(directory(), "read", ""), content);

        byte[] whole = use(sftp -> gathered(sftp.read(file.toString())));
        byte[] part = use(sftp -> gathered(sftp.read(file.toString(), 1_000_000, 777_777)));
        byte[] behind = use(sftp -> gathered(sftp.read(file.toString(), 4_000_000, 5)));

        assertThat(whole).isEqualTo(content);
        assertThat(part).isEqualTo(java.util.Arrays.copyOfRange(content, 1_000_000, 1_777_777));
        assertThat(behind).isEmpty();
    }

    @Test
    default void read_whenTheSystemMakesTheFileUp_thenItIsReadToItsEnd() {
        byte[] content = use(sftp -> gathered(sftp.read("/proc/self/status")));

        assertThat(new String(content, StandardCharsets.UTF_8)).contains("VmRSS");
    }

    @Test
    default void write_whenBuffersHaveAnySize_thenTheFileHasThemAll() throws IOException {
        byte[] content = bytes(2_500_000);
        Path file = directory().resolve("written-" + server().getClass().getSimpleName());
        Flux<ByteBuffer> uneven = Flux.just(
                ByteBuffer.wrap(content, 0, 1),
                ByteBuffer.allocate(0),
                ByteBuffer.wrap(content, 1, 1_500_000),
                ByteBuffer.wrap(content, 1_500_001, 999_999));

        Long count = use(sftp -> sftp.write(file.toString(), uneven));

        assertThat(count).isEqualTo(content.length);
        assertThat(file).hasBinaryContent(content);
    }

    @Test
    default void write_whenAppendedAndPatched_thenTheRestStays() throws IOException {
        Path file = Files.writeString(Files.createTempFile(directory(), "patch", ""), "one two");

        use(sftp -> sftp.append(file.toString(), Mono.just(text(" three")))
                .then(sftp.writeAt(file.toString(), 4, Mono.just(text("TWO")))));

        assertThat(file).hasContent("one TWO three");
    }

    @Test
    default void write_whenThePublisherFails_thenItsErrorIsTheResult() {
        RuntimeException own = new IllegalStateException("own");

        Throwable error = catchThrowableOfType(
                IllegalStateException.class, () -> use(sftp -> sftp.write(directory() + "/failing", Flux.error(own))));

        assertThat(error).hasMessage("own");
    }

    @Test
    default void copy_whenAFileIsThere_thenTheCopyIsTheSame() throws IOException {
        byte[] content = bytes(300_000);
        Path file = Files.write(Files.createTempFile(directory(), "copied", ""), content);

        use(sftp -> sftp.copy(file.toString(), file + ".copy"));

        assertThat(Path.of(file + ".copy")).hasBinaryContent(content);
    }

    static Mono<byte[]> gathered(Flux<ByteBuffer> bytes) {
        return bytes.collect(
                        java.io.ByteArrayOutputStream::new,
                        (all, chunk) ->
                                all.write(chunk.array(), chunk.arrayOffset() + chunk.position(), chunk.remaining()))
                .map(java.io.ByteArrayOutputStream::toByteArray);
    }

    @Test
    default void upload_whenTheTargetIsThere_thenItIsReplacedWithItsPermissions(@TempDir Path here) throws IOException {
        byte[] content = bytes(5_000_003);
        Path source = Files.write(here.resolve("source"), content);
        Path at = Files.createTempDirectory(directory(), "upload");
        Path target = Files.writeString(at.resolve("target"), "old");
        Files.setPosixFilePermissions(target, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));

        Transfer transfer = use(sftp -> sftp.upload(source, target.toString()));

        assertThat(target).hasBinaryContent(content);
        assertThat(Files.getPosixFilePermissions(target))
                .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        assertThat(at.toFile().list()).containsExactly("target");
        assertThat(transfer.files()).isEqualTo(1);
        assertThat(transfer.bytes()).isEqualTo(content.length);
    }

    @Test
    default void download_whenTheFileIsThere_thenItIsHereComplete(@TempDir Path here) throws IOException {
        byte[] content = bytes(5_000_003);
        Path source = Files.write(Files.createTempFile(directory(), "down", ""), content);

        Transfer transfer = use(sftp -> sftp.download(source.toString(), here.resolve("target")));

        assertThat(here.resolve("target")).hasBinaryContent(content);
        assertThat(here.toFile().list()).containsExactly("target");
        assertThat(transfer.bytes()).isEqualTo(content.length);
    }

    @Test
    default void transfers_whenTheFileIsEmpty_thenItIsThere(@TempDir Path here) throws IOException {
        Path source = Files.createFile(here.resolve("empty"));
        Path there = Files.createTempDirectory(directory(), "empty");

        use(sftp -> sftp.upload(source, there + "/empty").then(sftp.download(there + "/empty", here.resolve("back"))));

        assertThat(here.resolve("back")).isEmptyFile();
    }

    @Test
    default void transfers_whenTheSourceIsMissing_thenTheReasonSaysOnWhichSide(@TempDir Path here) throws IOException {
        assertThat(failure(sftp -> sftp.upload(here.resolve("missing"), directory() + "/x")))
                .isEqualTo(SftpReason.LOCAL_FILE);
        assertThat(failure(sftp -> sftp.download(directory() + "/missing", here.resolve("x"))))
                .isEqualTo(SftpReason.NO_SUCH_FILE);
        assertThat(failure(sftp -> sftp.download(directory().toString(), here.resolve("x"))))
                .isEqualTo(SftpReason.FAILED);
        assertThat(here).isEmptyDirectory();
    }
}
