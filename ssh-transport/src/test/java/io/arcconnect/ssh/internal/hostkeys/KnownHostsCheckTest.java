package io.arcconnect.ssh.internal.hostkeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.Failure;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.internal.knownhosts.KnownHostsFile;
import io.arcconnect.ssh.internal.knownhosts.PublicKeyText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHostsCheckTest {

    private static final String ALIAS =
            "/subscriptions/00000000-0000-0000-0000-000000000001/resourcegroups/rg/providers/"
                    + "microsoft.hybridcompute/machines/web-01";

    private static PublicKeyText known;
    private static PublicKeyText other;

    @TempDir
    Path directory;

    @BeforeAll
    static void keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        known = PublicKeyText.parse(
                        PublicKeyEntry.toString(generator.generateKeyPair().getPublic()))
                .orElseThrow();
        other = PublicKeyText.parse(
                        PublicKeyEntry.toString(generator.generateKeyPair().getPublic()))
                .orElseThrow();
    }

    private KnownHostsFile file(String... lines) throws Exception {
        Path path = directory.resolve("known_hosts");
        Files.write(path, List.of(lines));
        return new KnownHostsFile(path);
    }

    private static KnownHostsCheck strict(KnownHostsFile file) {
        return new KnownHostsCheck(file, new RefusingCheck());
    }

    private static KnownHostsCheck accepting(KnownHostsFile file) {
        return new KnownHostsCheck(file, new TrustingCheck());
    }

    private static ShownHostKey shown(PublicKeyText key) {
        return new ShownHostKey(key, Optional.empty());
    }

    private static ShownHostKey certified(PublicKeyText key, String principal) {
        return new ShownHostKey(
                key, Optional.of(new HostCertificate("web", true, List.of(principal), 0, -1, List.of(), other, true)));
    }

    @Test
    void refuse_whenTheKeyIsKnown_thenBelieved() throws Exception {
        KnownHostsCheck check = strict(file(ALIAS + " " + known + " a comment"));

        assertThat(check.refuse(ALIAS, shown(known))).isEmpty();
        assertThat(check.wanted(ALIAS).types()).containsExactly("ecdsa-sha2-nistp256");
    }

    @Test
    void refuse_whenAnotherKeyIsKnown_thenChangedAndBothAreShown() throws Exception {
        KnownHostsCheck check = accepting(file(ALIAS + " " + known));

        Optional<Failure> refusal = check.refuse(ALIAS, shown(other));

        assertThat(refusal).get().extracting(Failure::reason).isEqualTo(SshReason.HOST_KEY_CHANGED);
        assertThat(refusal.orElseThrow().facts())
                .containsEntry("shown", other.fingerprint())
                .containsEntry("known", known.fingerprint())
                .containsKey("file");
        assertThat(Files.readAllLines(directory.resolve("known_hosts"))).hasSize(1);
    }

    @Test
    void refuse_whenTheKeyIsRevoked_thenRefusedEvenIfKnownToo() throws Exception {
        KnownHostsCheck check = accepting(file(ALIAS + " " + known, "@revoked * " + known));

        assertThat(check.refuse(ALIAS, shown(known))).get().asString().contains("revoked");
    }

    @Test
    void refuse_whenOnlyAnAuthorityIsListed_thenItsKeyIsNoHostKey() throws Exception {
        KnownHostsCheck check = strict(file("@cert-authority * " + known));

        assertThat(check.refuse(ALIAS, shown(known)))
                .get()
                .extracting(Failure::reason)
                .isEqualTo(SshReason.HOST_KEY_UNKNOWN);
        assertThat(check.wanted(ALIAS).certificates()).isTrue();
    }

    @Test
    void refuse_whenTheAuthorityIsKnown_thenItsWordCounts() throws Exception {
        KnownHostsCheck check = strict(file("@cert-authority /subscriptions/* " + other));

        assertThat(check.refuse(ALIAS, certified(known, ALIAS))).isEmpty();
        assertThat(check.refuse(ALIAS, certified(known, "localhost")))
                .get()
                .extracting(Failure::reason)
                .isEqualTo(SshReason.HOST_CERTIFICATE_INVALID);
        assertThat(check.refuse("elsewhere", certified(known, "elsewhere")))
                .get()
                .extracting(Failure::reason)
                .isEqualTo(SshReason.HOST_KEY_UNKNOWN);
    }

    @Test
    void refuse_whenTheAuthorityIsRevoked_thenRefusedAlsoWhereNewKeysAreAccepted() throws Exception {
        KnownHostsCheck check = accepting(file("@cert-authority * " + other, "@revoked * " + other));

        assertThat(check.refuse(ALIAS, certified(known, ALIAS)))
                .get()
                .asString()
                .contains("revoked");
    }

    @Test
    void refuse_whenTheAuthorityIsNotKnown_thenTheKeyBelowTheCertificateDecides() throws Exception {
        KnownHostsCheck check = strict(file(ALIAS + " " + known));

        assertThat(check.refuse(ALIAS, certified(known, "whatever"))).isEmpty();
    }

    @Test
    void refuse_whenTheFileIsMissing_thenUnknownAndNothingIsMade() {
        KnownHostsCheck check = strict(new KnownHostsFile(directory.resolve("none")));

        assertThat(check.refuse(ALIAS, shown(known)))
                .get()
                .extracting(Failure::reason)
                .isEqualTo(SshReason.HOST_KEY_UNKNOWN);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refuse_whenAnotherLineIsNoUtf8_thenTheKnownKeyIsBelieved() throws Exception {
        KnownHostsFile file = file("elsewhere " + other + " m\u00fcller", ALIAS + " " + known);
        Files.write(file.path(), Files.readString(file.path()).getBytes(StandardCharsets.ISO_8859_1));

        assertThat(strict(file).refuse(ALIAS, shown(known))).isEmpty();
        assertThat(accepting(file).refuse("/another", shown(known))).isEmpty();
    }

    @Test
    void refuse_whenOnlyAnOldKeyIsRevokedAndNewOnesAreAccepted_thenTheNewOneIsBelieved() throws Exception {
        KnownHostsFile file = file("@revoked " + ALIAS + " " + other);

        assertThat(accepting(file).refuse(ALIAS, shown(known))).isEmpty();
        assertThat(strict(file).refuse(ALIAS, shown(known))).isEmpty();
        assertThat(accepting(file).refuse(ALIAS, shown(other))).isPresent();
    }

    @Test
    void readOnly_whenTheKeyIsNew_thenJudgedAndNotRemembered() {
        KnownHostsFile file = new KnownHostsFile(directory.resolve("none"));

        assertThat(accepting(file).readOnly().refuse(ALIAS, shown(known))).isEmpty();

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void rank_whenSomethingIsKnown_thenItIsAskedForFirst() {
        HostKeyCheck.Wanted plain = new HostKeyCheck.Wanted(List.of("ssh-rsa"), false);
        HostKeyCheck.Wanted certified = new HostKeyCheck.Wanted(List.of("ssh-rsa"), true);

        assertThat(plain.rank("rsa-sha2-512")).isLessThan(plain.rank("ssh-ed25519"));
        assertThat(plain.rank("ssh-ed25519")).isLessThan(plain.rank("rsa-sha2-512-cert-v01@openssh.com"));
        assertThat(certified.rank("ssh-ed25519-cert-v01@openssh.com")).isLessThan(certified.rank("rsa-sha2-256"));
    }
}
