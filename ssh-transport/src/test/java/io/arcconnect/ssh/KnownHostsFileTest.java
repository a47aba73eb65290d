package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.Failure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsFileTest {

    private static final String ALIAS =
            "/subscriptions/00000000-0000-0000-0000-000000000001/resourcegroups/rg/providers/"
                    + "microsoft.hybridcompute/machines/web-01";

    private static PublicKey known;
    private static PublicKey other;

    @TempDir
    Path directory;

    @BeforeAll
    static void keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        known = generator.generateKeyPair().getPublic();
        other = generator.generateKeyPair().getPublic();
    }

    private KnownHostsFile file(String... lines) throws Exception {
        Path path = directory.resolve("known_hosts");
        Files.write(path, List.of(lines));
        return new KnownHostsFile(path);
    }

    private static String line(String names, PublicKey key) {
        return names + " " + PublicKeyEntry.toString(key);
    }

    @Test
    void refuse_whenTheKeyIsKnown_thenBelieved() throws Exception {
        KnownHostsCheck check = new KnownHostsCheck(file(line(ALIAS, known) + " a comment"), false);

        assertThat(check.refuse(ALIAS, known)).isEmpty();
        assertThat(check.knownTypes(ALIAS)).containsExactly("ecdsa-sha2-nistp256");
    }

    @Test
    void refuse_whenAnotherKeyIsKnown_thenChangedAndBothAreShown() throws Exception {
        KnownHostsCheck check = new KnownHostsCheck(file(line(ALIAS, known)), true);

        Optional<Failure> refusal = check.refuse(ALIAS, other);

        assertThat(refusal).get().extracting(Failure::reason).isEqualTo(SshReason.HOST_KEY_CHANGED);
        assertThat(refusal.orElseThrow().facts()).containsKeys("shown", "known", "file");
        assertThat(Files.readAllLines(directory.resolve("known_hosts"))).hasSize(1);
    }

    @Test
    void refuse_whenTheKeyIsRevoked_thenRefusedEvenIfKnownToo() throws Exception {
        KnownHostsCheck check = new KnownHostsCheck(file(line(ALIAS, known), line("@revoked *", known)), true);

        assertThat(check.refuse(ALIAS, known)).isPresent();
    }

    @Test
    void refuse_whenOnlyAnAuthorityIsListed_thenItsKeyIsNoHostKey() throws Exception {
        KnownHostsCheck check = new KnownHostsCheck(file(line("@cert-authority *", known)), false);

        assertThat(check.refuse(ALIAS, known)).get().extracting(Failure::reason).isEqualTo(SshReason.HOST_KEY_UNKNOWN);
    }

    @Test
    void refuse_whenTheFileIsMissing_thenUnknown() {
        KnownHostsCheck check = new KnownHostsCheck(new KnownHostsFile(directory.resolve("none")), false);

        assertThat(check.refuse(ALIAS, known)).get().extracting(Failure::reason).isEqualTo(SshReason.HOST_KEY_UNKNOWN);
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "# comment", "   ", "half a line", "|1|notbase64|x ssh-ed25519 AAAA", "a ssh-ed25519 !!!!"})
    void keysOf_whenALineIsOfNoUse_thenTheOthersCount(String useless) throws Exception {
        assertThat(file(useless, line(ALIAS, known)).keysOf(ALIAS)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "a,b b true",
                "* anything true",
                "*.example web.example true",
                "*.example,!web.example web.example false",
                "web-0? web-01 true",
                "web-01 web-011 false",
                "WEB-01 web-01 true"
            })
    void matches_whenPatterns_thenAsOpenSshDoes(String names, String host, boolean matches) {
        assertThat(KnownHostsLine.parse(names + " type key").orElseThrow().matches(host))
                .isEqualTo(matches);
    }

    @Test
    void keysOf_whenSshKeygenHashedTheNames_thenStillFound() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh-keygen")), "skipped: no ssh-keygen");
        KnownHostsFile file = file(line(ALIAS, known), line("elsewhere", other));
        Process hashing =
                new ProcessBuilder("ssh-keygen", "-H", "-f", file.path().toString()).start();
        assertThat(hashing.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(file.path())).doesNotContain("web-01");

        assertThat(file.keysOf(ALIAS))
                .singleElement()
                .satisfies(entry -> assertThat(entry.is(known)).isTrue());
    }

    @Test
    void addFirst_whenTheFileIsNew_thenOnlyTheOwnerMayReadIt() throws Exception {
        Path path = directory.resolve("new/known_hosts");

        assertThat(new KnownHostsCheck(new KnownHostsFile(path), true).refuse(ALIAS, known))
                .isEmpty();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(path))
                .startsWith(ALIAS + " ecdsa-sha2-nistp256 ")
                .endsWith("\n");
    }

    @Test
    void addFirst_whenTheLastLineIsNotEnded_thenItStaysALineOfItsOwn() throws Exception {
        Path path = directory.resolve("known_hosts");
        Files.writeString(path, line("elsewhere", other));

        new KnownHostsFile(path).addFirst(ALIAS, known);

        assertThat(Files.readAllLines(path)).hasSize(2);
        assertThat(new KnownHostsFile(path).keysOf("elsewhere")).hasSize(1);
    }

    @Test
    void addFirst_whenManyMeetTheMachineAtOnce_thenOneLineAndTheOtherKeyIsRefused() throws Exception {
        Path path = directory.resolve("known_hosts");

        List<Optional<PublicKey>> outcomes = IntStream.range(0, 16)
                .parallel()
                .mapToObj(number -> {
                    try {
                        return new KnownHostsFile(path).addFirst(ALIAS, number % 2 == 0 ? known : other);
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();

        assertThat(Files.readAllLines(path)).hasSize(1);
        assertThat(outcomes.stream().filter(Optional::isPresent)).hasSize(8);
    }

    @Test
    void refuse_whenAnotherLineIsNoUtf8_thenTheKnownKeyIsBelieved() throws Exception {
        KnownHostsFile file = file(line("elsewhere", other) + " m\u00fcller", line(ALIAS, known));
        Files.write(file.path(), Files.readString(file.path()).getBytes(StandardCharsets.ISO_8859_1));

        assertThat(new KnownHostsCheck(file, false).refuse(ALIAS, known)).isEmpty();
        assertThat(new KnownHostsCheck(file, true).refuse("/another", known)).isEmpty();
    }

    @Test
    void refuse_whenOnlyAnOldKeyIsRevokedAndNewOnesAreAccepted_thenTheNewOneIsBelieved() throws Exception {
        KnownHostsFile file = file(line("@revoked " + ALIAS, other));

        assertThat(new KnownHostsCheck(file, true).refuse(ALIAS, known)).isEmpty();
        assertThat(new KnownHostsCheck(file, false).refuse(ALIAS, known)).isEmpty();
        assertThat(new KnownHostsCheck(file, true).refuse(ALIAS, other)).isPresent();
    }
}
