package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcMachine;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Files to and from any server that has scp. The machine is this computer, so its files are looked at directly. */
interface ScpContract {

    Duration LIMIT = Duration.ofSeconds(90);

    SshServerUnderTest server();

    ArcMachine machine();

    @BeforeEach
    default void assumeScp() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/scp")), "skipped: scp is not installed");
    }

    private <R> R scp(Function<ScpClient, Mono<R>> work) {
        return machine().use(Scp.over(server().ssh()), work).block(LIMIT);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 3_000_001})
    default void file_whenCarriedThereAndBack_thenTheSame(int size, @TempDir Path here, @TempDir Path there)
            throws IOException {
        Path source = Files.write(here.resolve("source"), random(size));
        Path target = there.resolve("target");
        Path back = here.resolve("back");

        Transfer up = scp(scp -> scp.upload(source, target.toString()));
        Transfer down = scp(scp -> scp.download(target.toString(), back));

        assertThat(target).hasSameBinaryContentAs(source);
        assertThat(back).hasSameBinaryContentAs(source);
        assertThat(up.files()).isEqualTo(down.files()).isEqualTo(1);
        assertThat(up.bytes()).isEqualTo(down.bytes()).isEqualTo(size);
        assertThat(names(there)).containsExactly("target");
        assertThat(names(here)).containsExactly("back", "source");
    }

    @Test
    default void download_whenAFileIsReplaced_thenItsPermissionsStay(@TempDir Path here) throws IOException {
        Path source = Files.writeString(here.resolve("source"), "new");
        Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rw-rw-rw-"));
        Path target = Files.writeString(here.resolve("target"), "secret");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));

        scp(scp -> scp.download(source.toString(), target));

        assertThat(target).hasContent("new");
        assertThat(Files.getPosixFilePermissions(target)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    default void pipe_whenAFileIsCarriedToItsName_thenItStays(@TempDir Path here) throws Exception {
        Path source = Files.writeString(here.resolve("source"), "content");
        Path pipe = here.resolve("pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();

        ScpException up =
                catchThrowableOfType(ScpException.class, () -> scp(scp -> scp.upload(source, pipe.toString())));
        ScpException down =
                catchThrowableOfType(ScpException.class, () -> scp(scp -> scp.download(source.toString(), pipe)));

        assertThat(up.reason()).isEqualTo(ScpReason.REFUSED);
        assertThat(down.reason()).isEqualTo(ScpReason.LOCAL_FILE);
        assertThat(pipe).matches(Files::exists).matches(path -> !Files.isRegularFile(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"with space", "it's", "\"$HOME\" `id` $(id)", "-rf", "*", "a;b", "ün€", "a\\b", "line\nend"})
    default void file_whenItsNameIsStrange_thenItIsTakenAsItIs(String name, @TempDir Path here, @TempDir Path there)
            throws IOException {
        Path source = Files.writeString(here.resolve("source"), name);
        Path back = here.resolve("back");
        String target = there.resolve(name).toString();

        scp(scp -> scp.upload(source, target).then(scp.download(target, back)));

        assertThat(back).hasContent(name);
        assertThat(names(there)).containsExactly(name);
    }

    @Test
    default void upload_whenAFileIsThere_thenItIsReplaced(@TempDir Path here, @TempDir Path there) throws IOException {
        Path source = Files.writeString(here.resolve("source"), "new");
        Path target = Files.writeString(there.resolve("target"), "old and longer");

        scp(scp -> scp.upload(source, target.toString()));
        scp(scp -> scp.download(target.toString(), source));

        assertThat(target).hasContent("new");
        assertThat(source).hasContent("new");
    }

    @Test
    default void keepAttributes_whenWanted_thenModeAndTimeGoAlong(@TempDir Path here, @TempDir Path there)
            throws IOException {
        Path source = Files.writeString(here.resolve("source"), "x");
        Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rwxr-x--x"));
        FileTime then = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));
        Files.setLastModifiedTime(source, then);
        TransferOptions keep = TransferOptions.defaults().keepAttributes();
        Path target = there.resolve("target");
        Path back = here.resolve("back");

        scp(scp -> scp.upload(source, target.toString(), keep).then(scp.download(target.toString(), back, keep)));

        for (Path file : List.of(target, back)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rwxr-x--x");
            assertThat(Files.getLastModifiedTime(file)).isEqualTo(then);
        }
    }

    @Test
    default void tree_whenCarriedThereAndBack_thenTheSameButForLinks(@TempDir Path here, @TempDir Path there)
            throws IOException {
        Path source = here.resolve("source");
        Files.createDirectories(source.resolve("a/b/c"));
        Files.createDirectories(source.resolve("empty"));
        Files.writeString(source.resolve("top"), "1");
        Files.writeString(source.resolve("a/b/c/deep"), "2");
        Files.writeString(source.resolve("a/name with space"), "3");
        Files.createSymbolicLink(source.resolve("a/link"), Path.of("b"));
        String target = there.resolve("new/target").toString();
        Path back = here.resolve("back");

        Transfer up = scp(scp -> scp.uploadTree(source, target));
        Transfer down = scp(scp -> scp.downloadTree(target, back));

        assertThat(up.skipped()).containsExactly("a/link");
        assertThat(up.files()).isEqualTo(down.files()).isEqualTo(3);
        assertThat(up.directories()).isEqualTo(down.directories()).isEqualTo(5);
        for (String file : List.of("top", "a/b/c/deep", "a/name with space")) {
            assertThat(back.resolve(file)).hasSameBinaryContentAs(source.resolve(file));
        }
        assertThat(back.resolve("empty")).isEmptyDirectory();
        assertThat(names(back.resolve("a"))).containsExactly("b", "name with space");
    }

    @Test
    default void tree_whenTheTargetsAreThere_thenWhatIsInThemStays(@TempDir Path here, @TempDir Path there)
            throws IOException {
        Path source = Files.createDirectories(here.resolve("source/sub")).getParent();
        Files.writeString(source.resolve("sub/new"), "new");
        Path target = Files.createDirectories(there.resolve("target/sub")).getParent();
        Files.writeString(target.resolve("sub/old"), "old");

        scp(scp -> scp.uploadTree(source, target.toString()).then(scp.downloadTree(target.toString(), source)));

        assertThat(names(target.resolve("sub"))).containsExactly("new", "old");
        assertThat(names(source.resolve("sub"))).containsExactly("new", "old");
    }

    @Test
    default void upload_whenTheMachineRefuses_thenItsWordsAndNothingIsLeft(@TempDir Path here, @TempDir Path there)
            throws IOException {
        Path source = Files.writeString(here.resolve("source"), "x");
        Path folder = Files.createDirectory(there.resolve("folder"));

        ScpException missing =
                failure(scp -> scp.upload(source, there.resolve("no/target").toString()));
        ScpException taken = failure(scp -> scp.upload(source, folder.toString()));

        assertThat(missing.reason()).isEqualTo(ScpReason.REFUSED);
        assertThat(missing).hasMessageContaining("No such file or directory");
        assertThat(taken.reason()).isEqualTo(ScpReason.REFUSED);
        assertThat(taken).hasMessageContaining("is a directory");
        assertThat(folder).isEmptyDirectory();
        assertThat(names(there)).containsExactly("folder");
    }

    @Test
    default void download_whenTheMachineRefuses_thenItsWordsAndNothingIsLeft(@TempDir Path here, @TempDir Path there) {
        ScpException missing = failure(scp -> scp.download(there.resolve("no").toString(), here.resolve("a")));
        ScpException folder = failure(scp -> scp.download(there.toString(), here.resolve("b")));
        ScpException missingTree =
                failure(scp -> scp.downloadTree(there.resolve("no").toString(), here.resolve("c")));

        assertThat(List.of(missing, folder, missingTree))
                .allSatisfy(error -> assertThat(error.reason()).isEqualTo(ScpReason.REFUSED));
        assertThat(missing).hasMessageContaining("No such file or directory");
        assertThat(missing.machine()).contains(DirectArc.ID);
        assertThat(folder).hasMessageContaining("not a regular file");
        assertThat(here).isEmptyDirectory();
    }

    @Test
    default void upload_whenThereIsNothingHere_thenLocalFile(@TempDir Path here, @TempDir Path there) {
        ScpException missing = failure(
                scp -> scp.upload(here.resolve("no"), there.resolve("target").toString()));
        ScpException folder =
                failure(scp -> scp.upload(here, there.resolve("target").toString()));

        assertThat(List.of(missing, folder))
                .allSatisfy(error -> assertThat(error.reason()).isEqualTo(ScpReason.LOCAL_FILE));
        Eventually.holds(
                "the machine has tidied up", LIMIT, () -> there.toFile().list().length == 0);
    }

    private ScpException failure(Function<ScpClient, Mono<Transfer>> work) {
        return catchThrowableOfType(ScpException.class, () -> scp(work));
    }

    @Test
    default void upload_whenCancelledOnTheWay_thenNothingIsLeftOnTheMachine(@TempDir Path here, @TempDir Path there)
            throws IOException {
        Path source = sparse(here.resolve("source"));

        scp(scp ->
                firstBytes(options -> scp.upload(source, there.resolve("target").toString(), options)));

        Eventually.holds(
                "the machine has tidied up", LIMIT, () -> there.toFile().list().length == 0);
    }

    @Test
    default void download_whenCancelledOnTheWay_thenNothingIsLeftHere(@TempDir Path here, @TempDir Path there)
            throws IOException {
        Path source = sparse(there.resolve("source"));

        scp(scp -> firstBytes(options -> scp.download(source.toString(), here.resolve("target"), options)));

        Eventually.holds("nothing is left", LIMIT, () -> here.toFile().list().length == 0);
    }

    /** Carries until the first bytes have moved, then cancels; far from complete, because memory and windows are smaller. */
    private static Mono<Boolean> firstBytes(Function<TransferOptions, Mono<Transfer>> carrying) {
        return Mono.defer(() -> {
            Sinks.Empty<Void> moved = Sinks.empty();
            return carrying.apply(TransferOptions.defaults().onProgress(progress -> moved.tryEmitEmpty()))
                    .map(complete -> {
                        throw new AssertionError("complete before it was cancelled: " + complete);
                    })
                    .takeUntilOther(moved.asMono())
                    .thenReturn(true);
        });
    }

    private static Path sparse(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(1L << 30);
        }
        return path;
    }

    @Test
    default void onProgress_whenAFileIsCarried_thenTheLastStateIsItsEnd(@TempDir Path here, @TempDir Path there)
            throws IOException {
        Path source = Files.write(here.resolve("source"), random(200_000));
        String target = there.resolve("target").toString();
        List<TransferProgress> told = new CopyOnWriteArrayList<>();

        scp(scp -> scp.upload(source, target, TransferOptions.defaults().onProgress(told::add)));

        TransferProgress last = told.get(told.size() - 1);
        assertThat(last.path()).isEqualTo(target);
        assertThat(last.fileBytes()).isEqualTo(200_000);
        assertThat(last.files()).isEqualTo(1);
        assertThat(last.bytes()).isEqualTo(200_000);
    }

    @Test
    default void on_whenTheSessionIsThere_thenItStays(@TempDir Path here, @TempDir Path there) throws IOException {
        Path source = Files.writeString(here.resolve("source"), "x");

        String output = machine()
                .use(
                        server().ssh(),
                        session -> Scp.on(session)
                                .delayUntil(scp -> scp.upload(
                                                source, there.resolve("target").toString())
                                        .then(scp.close()))
                                .delayUntil(ScpClient::onClose)
                                .then(session.exec("cat '" + there.resolve("target") + "'")))
                .map(ExecResult::stdout)
                .block(LIMIT);

        assertThat(output).isEqualTo("x");
    }

    @Test
    default void upload_whenItReplacesAPrivateFile_thenItStaysPrivate(@TempDir Path here, @TempDir Path there)
            throws IOException {
        Path source = Files.writeString(here.resolve("source"), "new");
        Path target = Files.writeString(there.resolve("target"), "old");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-----"));

        scp(scp -> scp.upload(source, target.toString()));

        assertThat(target).hasContent("new");
        assertThat(Files.getPosixFilePermissions(target)).isEqualTo(PosixFilePermissions.fromString("rwxr-----"));
        assertThat(names(there)).containsExactly("target");
    }
}
