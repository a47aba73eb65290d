package io.arcconnect.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ssh.SftpAttributes;
import io.arcconnect.ssh.SftpClient;
import io.arcconnect.ssh.SftpEntry;
import io.arcconnect.ssh.SftpException;
import io.arcconnect.ssh.SftpFileType;
import io.arcconnect.ssh.SftpReason;
import io.arcconnect.ssh.Transfer;
import io.arcconnect.testkit.FakeMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class FakeSftpTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final FakeMachine machine = FakeMachine.named("web-01");
    private final FakeSftp files = FakeSftp.create().file("/etc/motd", "hello").file("notes.txt", "mine");

    @TempDir
    Path here;

    private <T> T use(Function<SftpClient, Mono<T>> work) {
        return machine.use(files, work).block(LIMIT);
    }

    private void assertFails(SftpReason reason, Function<SftpClient, Publisher<?>> work) {
        StepVerifier.create(machine.stream(
                        files, sftp -> Flux.from(work.apply(sftp)).cast(Object.class)))
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOfSatisfying(SftpException.class, known -> {
                    assertThat(known.reason()).isEqualTo(reason);
                    assertThat(known.machine()).contains(machine.id());
                }))
                .verify(LIMIT);
    }

    @Test
    void write_whenReadAgain_thenTheSame() {
        String text = use(sftp -> sftp.write("/etc/hosts", Flux.just(UTF_8.encode("one"), UTF_8.encode(" two")))
                .then(sftp.append("/etc/hosts", Mono.just(UTF_8.encode("!"))))
                .then(sftp.writeAt("/etc/hosts", 0, Mono.just(UTF_8.encode("O"))))
                .thenMany(sftp.read("/etc/hosts"))
                .map(bytes -> UTF_8.decode(bytes).toString())
                .reduce("", String::concat));

        assertThat(text).isEqualTo("One two!");
        assertThat(files.text("/etc/hosts")).contains("One two!");
        assertThat(files.openClients()).isZero();
    }

    @Test
    void list_whenThereAreDirectories_thenOnlyWhatIsDirectlyThere() {
        var names = use(sftp -> sftp.makeDirectories("/etc/a/b")
                .thenMany(sftp.list("/etc"))
                .map(SftpEntry::path)
                .collectList());
        var found = use(sftp -> sftp.glob("/e*/mo?d").map(SftpEntry::path).collectList());

        assertThat(names).containsExactly("/etc/a", "/etc/motd");
        assertThat(found).containsExactly("/etc/motd");
    }

    @Test
    void links_whenFollowed_thenTheyLeadToTheFile() {
        String text = use(sftp -> sftp.symbolicLink("/tmp", "etc")
                .then(sftp.symbolicLink("/etc/today", "motd"))
                .thenMany(sftp.read("/tmp/today"))
                .map(bytes -> UTF_8.decode(bytes).toString())
                .next());

        assertThat(text).isEqualTo("hello");
        String real = use(sftp -> sftp.realPath("/tmp/today"));
        String link = use(sftp -> sftp.readLink("/tmp"));
        SftpAttributes itself = use(sftp -> sftp.lstat("/tmp"));
        assertThat(real).isEqualTo("/etc/motd");
        assertThat(link).isEqualTo("etc");
        assertThat(itself.type()).isEqualTo(SftpFileType.LINK);
    }

    @Test
    void rename_whenADirectoryIsMoved_thenEverythingInIt() {
        use(sftp -> sftp.rename("/etc", "/old")
                .then(sftp.replace("/old/motd", "/home/user/notes.txt"))
                .then(sftp.exists("/etc")));

        assertThat(files.text("notes.txt")).contains("hello");
        assertThat(files.paths()).containsExactly("/", "/home", "/home/user", "/home/user/notes.txt", "/old");
    }

    @Test
    void attributes_whenSet_thenTold() {
        Instant then = Instant.parse("2026-01-02T03:04:05Z");

        var attributes = use(sftp -> sftp.setPermissions("/etc/motd", 0600)
                .then(sftp.setTimes("/etc/motd", then, then))
                .then(sftp.setOwner("/etc/motd", 7, 8))
                .then(sftp.setSize("/etc/motd", 2))
                .then(sftp.stat("/etc/motd")));

        assertThat(attributes.permissions()).hasValue(0600);
        assertThat(attributes.modified()).contains(then);
        assertThat(attributes.uid()).hasValue(7);
        assertThat(attributes.size()).hasValue(2);
        assertThat(files.text("/etc/motd")).contains("he");
    }

    @Test
    void failures_whenAskedForTheImpossible_thenTheLibrarysReasons() {
        files.failing("/etc/locked", SftpReason.PERMISSION_DENIED);

        assertFails(SftpReason.NO_SUCH_FILE, sftp -> sftp.read("/nowhere"));
        assertFails(SftpReason.NO_SUCH_FILE, sftp -> sftp.write("/no/such/directory", Mono.empty()));
        assertFails(SftpReason.FAILED, sftp -> sftp.removeDirectory("/etc"));
        assertFails(SftpReason.FAILED, sftp -> sftp.makeDirectory("/etc"));
        assertFails(SftpReason.FAILED, sftp -> sftp.writeNew("/etc/motd", Mono.empty()));
        assertFails(SftpReason.PERMISSION_DENIED, sftp -> sftp.write("/etc/locked", Mono.empty()));
    }

    @Test
    void transfers_whenATreeIsCarriedThereAndBack_thenItIsTheSame() throws IOException {
        Path source = Files.createDirectories(here.resolve("a/b")).getParent();
        Files.writeString(source.resolve("one"), "1");
        Files.writeString(source.resolve("b/two"), "22");

        Transfer up = use(sftp -> sftp.uploadTree(source, "/opt/app"));
        Transfer down = use(sftp -> sftp.downloadTree("/opt/app", here.resolve("back")));
        Transfer one = use(sftp -> sftp.download("/etc/motd", here.resolve("motd")));

        assertThat(up)
                .extracting(Transfer::files, Transfer::directories, Transfer::bytes)
                .containsExactly(2L, 2L, 3L);
        assertThat(down).isEqualTo(up);
        assertThat(one.bytes()).isEqualTo(5);
        assertThat(here.resolve("back/b/two")).hasContent("22");
        assertFails(SftpReason.LOCAL_FILE, sftp -> sftp.upload(here.resolve("missing"), "/opt/x"));
    }

    @Test
    void refusing_whenThereIsNoSftp_thenUnavailable() {
        files.refusing(SftpReason.UNAVAILABLE);

        assertFails(SftpReason.UNAVAILABLE, sftp -> sftp.list("/"));
        assertThat(files.openClients()).isZero();
    }
}
