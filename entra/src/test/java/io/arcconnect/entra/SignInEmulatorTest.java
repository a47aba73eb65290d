package io.arcconnect.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.SshCertificate;
import io.arcconnect.testkit.EntraEmulator;
import io.arcconnect.testkit.MutableClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class SignInEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final MachineId MACHINE = MachineId.of("00000000-0000-0000-0000-000000000001", "group", "lin-01");
    private static final String MULTI_FACTOR = "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}";

    private final MutableClock clock = MutableClock.now();
    private final EntraEmulator entra = EntraEmulator.start().clock(clock).person("Ada@Contoso.com");
    private final List<DeviceCodePrompt> prompts = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        entra.close();
    }

    @Test
    void signIn_whenThePersonAgrees_thenACertificateForThePerson() {
        EntraCertificates certificates = person(this::approve);

        SshCertificate certificate = certificates.signIn().block(LIMIT);

        assertThat(certificate.principals()).containsExactly("Ada@Contoso.com");
        assertThat(certificates.certificate(MACHINE).block(LIMIT)).isSameAs(certificate);
        assertThat(prompts).singleElement().satisfies(prompt -> {
            assertThat(prompt.verificationUri()).isEqualTo(URI.create("https://microsoft.com/devicelogin"));
            assertThat(prompt.message()).contains(prompt.userCode());
            assertThat(prompt.expiresIn()).isEqualTo(Duration.ofMinutes(15));
        });
    }

    @Test
    void signIn_whenThePersonAgrees_thenOnlyTheRefreshCarriesTheFields() {
        person(this::approve).signIn().block(LIMIT);

        assertThat(grants()).containsExactly("", "device_code", "refresh_token");
        assertThat(entra.requests().get(0).get("scope")).contains("https://management.azure.com/.default");
        assertThat(entra.requests().get(1)).doesNotContainKey("req_cnf");
        assertThat(entra.requests().get(2))
                .containsEntry("client_id", EntraLogin.AZURE_CLI)
                .containsEntry("token_type", "ssh-cert")
                .containsKeys("req_cnf", "key_id");
    }

    @Test
    void certificate_whenRenewed_thenNobodyIsAskedAgain() {
        EntraCertificates certificates = person(this::approve);
        SshCertificate first = certificates.signIn().block(LIMIT);
        clock.advance(Duration.ofMinutes(58));

        SshCertificate second = certificates.certificate(MACHINE).block(LIMIT);

        assertThat(second.validBefore()).isAfter(first.validBefore());
        assertThat(prompts).hasSize(1);
        assertThat(entra.requests().get(3).get("key_id"))
                .isNotEqualTo(entra.requests().get(2).get("key_id"));
    }

    @Test
    void certificate_whenNobodyHasSignedIn_thenSaidSoAndNobodyIsAsked() {
        EntraException error = refusal(person(this::approve).certificate(MACHINE));

        assertThat(error.reason()).isEqualTo(EntraReason.SIGN_IN_REQUIRED);
        assertThat(error).hasMessageContaining("lin-01: nobody has signed in yet");
        assertThat(prompts).isEmpty();
        assertThat(entra.requests()).isEmpty();
    }

    @Test
    void certificate_whenTheSignInWasRevoked_thenSaidSo() {
        EntraCertificates certificates = person(this::approve);
        certificates.signIn().block(LIMIT);
        entra.revokeSignIns();
        clock.advance(Duration.ofMinutes(58));

        EntraException error = refusal(certificates.certificate(MACHINE));

        assertThat(error.reason()).isEqualTo(EntraReason.SIGN_IN_REQUIRED);
        assertThat(prompts).hasSize(1);
    }

    @Test
    void signIn_whenThePersonTakesTime_thenWaited() {
        EntraCertificates certificates = person(prompt -> {
            prompts.add(prompt);
            entra.holdNext(() -> entra.holdNext(() -> entra.approve(prompt.userCode())));
        });

        assertThat(certificates.signIn().block(LIMIT).principals()).containsExactly("Ada@Contoso.com");
    }

    @Test
    void signIn_whenThePersonDeclines_thenFailed() {
        EntraException error =
                refusal(person(prompt -> entra.decline(prompt.userCode())).signIn());

        assertThat(error.reason()).isEqualTo(EntraReason.SIGN_IN_FAILED);
        assertThat(error).hasMessageContaining("error=authorization_declined");
    }

    @Test
    void signIn_whenThePromptThrows_thenFailedWithThat() {
        EntraException error = refusal(person(prompt -> {
                    throw new IllegalStateException("no screen");
                })
                .signIn());

        assertThat(error.reason()).isEqualTo(EntraReason.SIGN_IN_FAILED);
        assertThat(error).hasMessageContaining("no screen");
    }

    @Test
    void signIn_whenConditionalAccessWantsMore_thenAskedOnceMoreWithItsClaims() {
        entra.demandClaims(MULTI_FACTOR);
        EntraCertificates certificates = person(this::approve);

        SshCertificate certificate = certificates.signIn().block(LIMIT);

        assertThat(certificate.principals()).containsExactly("Ada@Contoso.com");
        assertThat(prompts).hasSize(2);
        assertThat(grants()).containsExactly("", "device_code", "refresh_token", "", "device_code", "refresh_token");
        assertThat(entra.requests().get(3).get("scope"))
                .contains("https://pas.windows.net/CheckMyAccess/Linux/.default");
    }

    @Test
    void signIn_whenMicrosoftHasNotAuthorisedTheClient_thenRefused() {
        EntraLogin login =
                EntraLogin.deviceCode(entra.tenantId(), this::approve).withClientId("my-own-app");

        EntraException error = refusal(source(login).signIn());

        assertThat(error.reason()).isEqualTo(EntraReason.REFUSED);
        assertThat(error.facts()).containsEntry("aadsts", "65002");
    }

    @Test
    void signIn_whenTwoSubscribe_thenThePersonIsAskedOnce() {
        CountDownLatch both = new CountDownLatch(2);
        EntraCertificates certificates = person(prompt -> {
            await(both);
            approve(prompt);
        });

        List<SshCertificate> given = Flux.range(0, 2)
                .flatMap(i -> certificates.signIn().doOnSubscribe(asking -> both.countDown()))
                .collectList()
                .block(LIMIT);

        assertThat(given).hasSize(2).containsOnly(given.get(0));
        assertThat(prompts).hasSize(1);
    }

    @Test
    void signIn_whenCancelled_thenThePersonMayStartAgain() {
        CountDownLatch shown = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        EntraCertificates certificates = person(prompt -> {
            if (shown.getCount() > 0) {
                shown.countDown();
                waitForever(interrupted);
            } else {
                approve(prompt);
            }
        });

        Disposable first = certificates.signIn().subscribe();
        await(shown);
        first.dispose();
        await(interrupted);

        assertThat(certificates.signIn().block(LIMIT).principals()).containsExactly("Ada@Contoso.com");
    }

    @Test
    void signIn_whenOfAnyOrganisation_thenRenewedAllTheSame() {
        EntraCertificates certificates = source(EntraLogin.deviceCode("organizations", this::approve));
        certificates.signIn().block(LIMIT);
        clock.advance(Duration.ofMinutes(58));

        SshCertificate renewed = certificates.certificate(MACHINE).block(LIMIT);

        assertThat(renewed.principals()).containsExactly("Ada@Contoso.com");
        assertThat(prompts).hasSize(1);
    }

    @Test
    void signIn_whenInABrowser_thenItComesBackToThisComputer() {
        EntraCertificates certificates =
                source(EntraLogin.browser(entra.tenantId(), address -> TestBrowser.open(entra, address)));

        SshCertificate certificate = certificates.signIn().block(LIMIT);

        assertThat(certificate.principals()).containsExactly("Ada@Contoso.com");
        assertThat(grants()).containsExactly("", "authorization_code", "refresh_token");
        assertThat(entra.requests().get(0).get("redirect_uri")).startsWith("http://localhost:");
    }

    private EntraCertificates person(Consumer<DeviceCodePrompt> prompt) {
        return source(EntraLogin.deviceCode(entra.tenantId(), prompt));
    }

    private EntraCertificates source(EntraLogin login) {
        return EntraCertificates.builder(login)
                .authorityHost(entra.authorityHost())
                .httpClient(entra.httpClient())
                .clock(clock)
                .timeout(LIMIT)
                .keyBits(2048)
                .build();
    }

    private void approve(DeviceCodePrompt prompt) {
        prompts.add(prompt);
        entra.approve(prompt.userCode());
    }

    private List<String> grants() {
        return entra.requests().stream()
                .map(form -> form.getOrDefault("grant_type", "").replaceAll(".*:", ""))
                .toList();
    }

    private static EntraException refusal(Mono<SshCertificate> asking) {
        return catchThrowableOfType(EntraException.class, () -> asking.block(LIMIT));
    }

    private static void waitForever(CountDownLatch interrupted) {
        try {
            new CountDownLatch(1).await(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
