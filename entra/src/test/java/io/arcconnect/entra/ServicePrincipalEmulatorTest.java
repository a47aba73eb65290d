package io.arcconnect.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.models.AzureCloud;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.SshCertificate;
import io.arcconnect.testkit.EntraEmulator;
import io.arcconnect.testkit.MutableClock;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

class ServicePrincipalEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Secret SECRET = Secret.of("s3cret-Vq8");
    private static final MachineId MACHINE = MachineId.of("00000000-0000-0000-0000-000000000001", "group", "lin-01");

    private final MutableClock clock = MutableClock.now();
    private final EntraEmulator entra =
            EntraEmulator.start().clock(clock).servicePrincipal("deployer", SECRET, "Deployer-App");

    @AfterEach
    void close() {
        entra.close();
    }

    @Test
    void certificate_whenAsked_thenOneForAKeyOfItsOwn() {
        SshCertificate certificate = ask(deployer());

        assertThat(certificate.type()).isEqualTo("ssh-rsa-cert-v01@openssh.com");
        assertThat(certificate.principals()).containsExactly("Deployer-App");
        assertThat(certificate.isValidAt(clock.instant())).isTrue();
        assertThat(certificate.validBefore()).isBeforeOrEqualTo(clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void certificate_whenAsked_thenTheFormIsTheDocumentedOne() {
        ask(deployer());

        Map<String, String> form = onlyRequest();
        assertThat(form)
                .containsEntry("path", "/" + entra.tenantId() + "/oauth2/v2.0/token")
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("client_id", "deployer")
                .containsEntry("client_secret", SECRET.reveal())
                .containsEntry("token_type", "ssh-cert")
                .containsKeys("req_cnf", "key_id");
        assertThat(form.get("scope")).contains("https://pas.windows.net/CheckMyAccess/Linux/.default");
    }

    @Test
    void certificate_whenOneIsHeld_thenGivenAgain() {
        EntraCertificates certificates = deployer();

        SshCertificate first = ask(certificates);
        clock.advance(Duration.ofMinutes(54));

        assertThat(ask(certificates)).isSameAs(first);
        assertThat(entra.requests()).hasSize(1);
    }

    @Test
    void certificate_whenItsEndIsNear_thenRenewedWithAnotherKey() {
        EntraCertificates certificates = deployer();

        SshCertificate first = ask(certificates);
        clock.advance(Duration.ofMinutes(56));
        SshCertificate second = ask(certificates);

        assertThat(second.validBefore()).isAfter(first.validBefore());
        assertThat(entra.requests())
                .extracting(form -> form.get("key_id"))
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void certificate_whenItsLifeIsShort_thenRenewedAfterFourFifths() {
        entra.certificateLifetime(Duration.ofMinutes(5));
        EntraCertificates certificates = deployer();

        ask(certificates);
        clock.advance(Duration.ofSeconds(230));
        ask(certificates);
        int before = entra.requests().size();
        clock.advance(Duration.ofSeconds(15));
        ask(certificates);

        assertThat(before).isEqualTo(1);
        assertThat(entra.requests()).hasSize(2);
    }

    @Test
    void certificate_whenManyAskAtOnce_thenOneQuestion() {
        EntraCertificates certificates = deployer();
        CountDownLatch all = new CountDownLatch(20);
        entra.holdNext(() -> await(all));

        List<SshCertificate> given = Flux.range(0, 20)
                .flatMap(i -> certificates.certificate(MACHINE).doOnSubscribe(asking -> all.countDown()), 20)
                .collectList()
                .block(LIMIT);

        assertThat(given).hasSize(20).containsOnly(given.get(0));
        assertThat(entra.requests()).hasSize(1);
    }

    @Test
    void certificate_whenRenewalMayPassLater_thenTheValidOneIsGiven() {
        EntraCertificates certificates = deployer();
        SshCertificate first = ask(certificates);
        clock.advance(Duration.ofMinutes(57));
        entra.answerNext(503, "<html>busy</html>");

        SshCertificate given = ask(certificates);

        assertThat(given).isSameAs(first);
    }

    @Test
    void certificate_whenRenewalFailsForGood_thenTheFailureIsTold() {
        EntraCertificates certificates = deployer();
        ask(certificates);
        clock.advance(Duration.ofMinutes(57));
        entra.servicePrincipal("deployer", Secret.of("another"), "Deployer-App");

        assertThat(refusal(certificates).reason()).isEqualTo(EntraReason.CREDENTIAL_REFUSED);
    }

    @Test
    void certificate_whenTheSecretIsWrong_thenRefusedWithoutSayingIt() {
        EntraException error =
                refusal(source(EntraLogin.clientSecret(entra.tenantId(), "deployer", Secret.of("wr0ng-Xp4"))));

        assertThat(error.reason()).isEqualTo(EntraReason.CREDENTIAL_REFUSED);
        assertThat(error)
                .hasMessageStartingWith("entra.credential_refused lin-01: Entra ID does not accept the credential:"
                        + " AADSTS7000215: Invalid client secret provided. Check tenant,")
                .hasMessageContaining("aadsts=7000215")
                .hasMessageNotContaining("wr0ng-Xp4");
        assertThat(error.machine()).contains(MACHINE);
    }

    @Test
    void certificate_whenTheTenantDoesNotKnowIt_thenRefused() {
        EntraException error = refusal(source(EntraLogin.clientSecret(entra.tenantId(), "stranger", SECRET)));

        assertThat(error.reason()).isEqualTo(EntraReason.CREDENTIAL_REFUSED);
        assertThat(error.facts()).containsEntry("aadsts", "700016");
    }

    @Test
    void certificate_whenTheScopeIsAnother_thenRefused() {
        entra.certificateScope("https://pas.chinacloudapi.cn/CheckMyAccess/Linux/.default");

        EntraException error = refusal(deployer());

        assertThat(error.reason()).isEqualTo(EntraReason.REFUSED);
        assertThat(error.facts()).containsEntry("aadsts", "70011").containsKey("correlationId");
    }

    @Test
    void certificate_whenTheCloudIsAnother_thenAskedWithItsScope() {
        entra.certificateScope("https://pas.chinacloudapi.cn/CheckMyAccess/Linux/.default");
        EntraCertificates china = EntraCertificates.builder(
                        EntraLogin.clientSecret(entra.tenantId(), "deployer", SECRET))
                .cloud(AzureCloud.AZURE_CHINA_CLOUD)
                .authorityHost(entra.authorityHost())
                .httpClient(entra.httpClient())
                .clock(clock)
                .timeout(LIMIT)
                .keyBits(2048)
                .build();

        assertThat(ask(china).principals()).containsExactly("Deployer-App");
    }

    @Test
    void certificate_whenTheServerIsNotTrusted_thenNothingIsSaidToIt() {
        EntraException error = refusal(atPort(entra.port()));

        assertThat(error.reason()).isEqualTo(EntraReason.UNEXPECTED_RESPONSE);
        assertThat(error).hasMessageContaining("not trusted as Entra ID");
        assertThat(entra.requests()).isEmpty();
    }

    @Test
    void certificate_whenNobodyListens_thenUnavailable() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }

        EntraException error = refusal(atPort(closed));

        assertThat(error.reason()).isEqualTo(EntraReason.UNAVAILABLE);
        assertThat(error).hasMessageContaining("cannot be reached");
    }

    @ParameterizedTest
    @CsvSource({
        "200, <html>sign in to the guest network</html>, entra.unexpected_response",
        "407, <html>proxy</html>, entra.unexpected_response",
        "503, <html>busy</html>, entra.unavailable",
        "502, '', entra.unavailable",
        "400, {}, entra.unexpected_response",
        "200, {}, entra.unexpected_response",
        "200, '{\"token_type\":\"ssh-cert\",\"expires_in\":3600,\"access_token\":\"AAAA\"}', entra.unexpected_response",
        "200, '{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"ey.ey.x\"}', entra.unexpected_response",
        "200, '{\"token_type\":', entra.unexpected_response",
        "429, '{\"error\":\"x\",\"error_description\":\"AADSTS90055: too many\"}', entra.unavailable",
    })
    void certificate_whenTheAnswerIsNone_thenSaidSo(int status, String body, String code) {
        EntraCertificates certificates = deployer();
        entra.answerNext(status, body).answerNext(status, body);

        EntraException error = refusal(certificates);

        assertThat(error.reason().code()).isEqualTo(code);
        assertThat(error).hasMessageNotContaining("guest network");
    }

    @Test
    void certificate_whenItIsForAnotherKey_thenNotBelieved() {
        SshCertificate other = ask(deployer());
        entra.answerNext(
                200,
                "{\"token_type\":\"ssh-cert\",\"expires_in\":3600,\"access_token\":\""
                        + other.line().split(" ")[1] + "\"}");

        EntraException error = refusal(deployer());

        assertThat(error.reason()).isEqualTo(EntraReason.UNEXPECTED_RESPONSE);
        assertThat(error).hasMessageContaining("another key");
    }

    @Test
    void certificate_whenNobodyAnswers_thenBounded() {
        CountDownLatch never = new CountDownLatch(1);
        entra.holdNext(() -> await(never));
        EntraCertificates hasty = builder(EntraLogin.clientSecret(entra.tenantId(), "deployer", SECRET))
                .timeout(Duration.ofMillis(300))
                .build();

        EntraException error = refusal(hasty);
        never.countDown();

        assertThat(error.reason()).isEqualTo(EntraReason.UNAVAILABLE);
        assertThat(error).hasMessageContaining("within 300 ms");
    }

    @Test
    void certificate_whenEverybodyHasCancelled_thenTheNextAsksAnew() {
        EntraCertificates certificates = deployer();
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        entra.holdNext(() -> {
            arrived.countDown();
            await(never);
        });

        Disposable impatient = certificates.certificate(MACHINE).subscribe();
        await(arrived);
        impatient.dispose();
        SshCertificate certificate = ask(certificates);
        never.countDown();

        assertThat(certificate.principals()).containsExactly("Deployer-App");
        assertThat(entra.requests()).hasSize(2);
    }

    @Test
    void certificate_whenThePrincipalHasACertificate_thenItsSignatureCounts() throws Exception {
        KeyPair pair = CertificateRequest.create(2048).pair();
        KeyPair stolen = CertificateRequest.create(2048).pair();
        entra.servicePrincipal("signer", SelfSigned.by(pair), "Signer-App");

        SshCertificate certificate = ask(source(
                EntraLogin.clientCertificate(entra.tenantId(), "signer", pair.getPrivate(), SelfSigned.by(pair))));
        EntraException error = refusal(source(
                EntraLogin.clientCertificate(entra.tenantId(), "signer", stolen.getPrivate(), SelfSigned.by(stolen))));

        assertThat(certificate.principals()).containsExactly("Signer-App");
        assertThat(error.reason()).isEqualTo(EntraReason.CREDENTIAL_REFUSED);
    }

    @Test
    void signIn_whenItIsAServicePrincipal_thenItOnlyGetsACertificate() {
        EntraCertificates certificates = deployer();

        SshCertificate certificate = certificates.signIn().block(LIMIT);

        assertThat(ask(certificates)).isSameAs(certificate);
        assertThat(onlyRequest()).containsEntry("grant_type", "client_credentials");
    }

    @Test
    void certificate_whenNobodySubscribes_thenNothingIsAsked() {
        deployer().certificate(MACHINE);

        assertThat(entra.requests()).isEmpty();
    }

    /** With azure-core's own client, which trusts what the JVM trusts. */
    private EntraCertificates atPort(int port) {
        return EntraCertificates.builder(EntraLogin.clientSecret(entra.tenantId(), "deployer", SECRET))
                .authorityHost(URI.create("https://localhost:" + port))
                .timeout(LIMIT)
                .keyBits(2048)
                .build();
    }

    private EntraCertificates deployer() {
        return source(EntraLogin.clientSecret(entra.tenantId(), "deployer", SECRET));
    }

    private EntraCertificates source(EntraLogin login) {
        return builder(login).build();
    }

    private EntraCertificatesBuilder builder(EntraLogin login) {
        return EntraCertificates.builder(login)
                .authorityHost(entra.authorityHost())
                .httpClient(entra.httpClient())
                .clock(clock)
                .timeout(LIMIT)
                .keyBits(2048);
    }

    private Map<String, String> onlyRequest() {
        assertThat(entra.requests()).hasSize(1);
        return entra.requests().get(0);
    }

    private static SshCertificate ask(EntraCertificates certificates) {
        return certificates.certificate(MACHINE).blockOptional(LIMIT).orElseThrow();
    }

    private static EntraException refusal(EntraCertificates certificates) {
        return catchThrowableOfType(EntraException.class, () -> ask(certificates));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
