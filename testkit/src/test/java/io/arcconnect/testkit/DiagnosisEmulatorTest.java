package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.model.Diagnosis;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.DiagnosisStep.Status;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.RelayCredentialBroker;
import io.arcconnect.spi.Route;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Each step's good and bad case, and that no step ever writes: protocol.md 9. */
@Timeout(60)
class DiagnosisEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    @Test
    void diagnose_whenAllIsWell_thenEveryStepInTheOrderOfTheWayAndNothingWritten() {
        Diagnosis diagnosis = run(Ailments.LINUX, setup -> {}, emulator -> {});

        assertThat(diagnosis.isHealthy()).as(diagnosis.toText()).isTrue();
        assertThat(diagnosis.steps().stream().map(DiagnosisStep::name))
                .containsExactly(
                        "provider.registered",
                        "machine.found",
                        "machine.status",
                        "agent.version",
                        "machine.os",
                        "extension.openssh",
                        "endpoint.exists",
                        "service.configured",
                        "role.connect",
                        "network.private_link",
                        "network.path",
                        "network.dns",
                        "network.tcp",
                        "network.tls",
                        "relay.upgrade",
                        "relay.entity",
                        "relay.listener",
                        "relay.target",
                        "ssh.banner");
        assertThat(diagnosis.steps())
                .filteredOn(step -> step.status() != Status.OK)
                .extracting(DiagnosisStep::name)
                .containsExactly("extension.openssh");
        assertThat(step(diagnosis, "ssh.banner").evidence().get("banner")).startsWith("SSH-2.0-");
        assertThat(step(diagnosis, "network.tls").evidence()).containsKeys("protocol", "subject", "chain", "until");
        assertThat(step(diagnosis, "network.tcp").evidence().get("address")).startsWith("127.0.0.1:");
        assertThat(step(diagnosis, "agent.version").evidence()).containsEntry("minimum", "1.31");
    }

    @ParameterizedTest
    @MethodSource("io.arcconnect.testkit.Ailments#all")
    void diagnose_whenOneThingIsAmiss_thenThatStepSaysSo(Ailments.Case amiss) {
        Diagnosis diagnosis = run(amiss.machine(), amiss.setup(), amiss.before());

        DiagnosisStep step = step(diagnosis, amiss.step());
        assertThat(step.status()).as(diagnosis.toText()).isEqualTo(amiss.status());
        assertThat(step.toString() + step.fix().orElse("")).contains(amiss.says());
        assertThat(step.reason().orElse("")).isEqualTo(amiss.reason());
        assertThat(diagnosis.isHealthy()).isEqualTo(amiss.status() != Status.FAILED);
        if (amiss.status() == Status.FAILED) {
            assertThat(diagnosis.firstFailure()).contains(step);
            assertThat(diagnosis.fix()).isPresent();
        }
    }

    @Test
    void diagnose_whenAStepFails_thenWhatDependsOnItIsSkippedWithTheRootAndTheRestIsLookedAt() {
        Diagnosis diagnosis = run(EmulatedMachine.linux("web-01"), setup -> {}, emulator -> {});

        assertThat(step(diagnosis, "role.connect").cause()).contains("endpoint.exists failed");
        assertThat(step(diagnosis, "ssh.banner").status()).isEqualTo(Status.SKIPPED);
        assertThat(step(diagnosis, "ssh.banner").cause()).contains("endpoint.exists failed");
        assertThat(step(diagnosis, "network.private_link").status()).isEqualTo(Status.OK);
        assertThat(step(diagnosis, "network.path").status()).isEqualTo(Status.OK);
    }

    @Test
    void diagnose_whenAnotherPortIsConfigured_thenItIsFollowedWithAWarning() {
        try (RunningSsh ssh = EmbeddedSsh.create().start()) {
            Diagnosis diagnosis =
                    run(EmulatedMachine.linux("web-01").enabled(2222).target(2222, ssh.address()), s -> {}, e -> {});

            assertThat(diagnosis.isHealthy()).as(diagnosis.toText()).isTrue();
            assertThat(step(diagnosis, "service.configured").fix().orElse("")).contains("Ssh.port(2222)");
            assertThat(step(diagnosis, "relay.target").evidence()).containsEntry("target", "localhost:2222");
        }
    }

    @Test
    void diagnose_whenTheProtocolWantsAnotherPort_thenBothPortsAreNamed() {
        Protocol<AsyncCloseable> protocol = new Protocol<>() {
            @Override
            public Mono<AsyncCloseable> open(Route route) {
                return Mono.error(new AssertionError("a diagnosis opens nothing"));
            }

            @Override
            public RelayService service() {
                return RelayService.ssh(2222);
            }
        };

        Diagnosis diagnosis = run(Ailments.LINUX, setup -> {}, emulator -> {}, Optional.of(protocol));

        DiagnosisStep service = step(diagnosis, "service.configured");
        assertThat(service.reason()).contains("service.port_conflict");
        assertThat(service.evidence()).containsEntry("wantedPort", "2222").containsEntry("configuredPort", "22");
        assertThat(diagnosis.firstFailure()).contains(service);
    }

    @Test
    void diagnose_whenTheProtocolHasSteps_thenTheyAreAppended() {
        Protocol<AsyncCloseable> protocol = protocol(Flux.just(
                DiagnosisStep.ok("own.one"), DiagnosisStep.failed("own.two", "own.reason", "why", "Do this.")));

        Diagnosis diagnosis = run(Ailments.LINUX, setup -> {}, emulator -> {}, Optional.of(protocol));

        assertThat(diagnosis.steps()).hasSize(21);
        assertThat(diagnosis.fix()).contains("Do this.");
    }

    @Test
    void diagnose_whenTheProtocolErrs_thenThatIsAStep() {
        Diagnosis diagnosis = run(
                Ailments.LINUX,
                setup -> {},
                emulator -> {},
                Optional.of(protocol(Flux.error(new IllegalStateException("broken")))));

        assertThat(step(diagnosis, "protocol").cause().orElse("")).contains("broken");
    }

    @Test
    void diagnose_whenTheMachineIsNotReached_thenTheProtocolIsSkipped() {
        Diagnosis diagnosis = run(
                EmulatedMachine.linux("web-01"),
                setup -> {},
                emulator -> {},
                Optional.of(protocol(Flux.error(new AssertionError("must not be asked")))));

        assertThat(step(diagnosis, "protocol").status()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void diagnose_whenTheAuthorityIsNotTrusted_thenTheIssuerIsShown() {
        try (ArcEmulator emulator = emulator(Ailments.LINUX, setup -> {})) {
            RunningMachine machine = emulator.machine("web-01");
            ArcConnect arc = ArcConnect.builder()
                    .ports(ports ->
                            ports.relayCredentialBroker(issuing(machine)).hybridCompute(knowing(machine.id())))
                    .build();
            try {
                Diagnosis diagnosis = arc.machine(machine.id())
                        .diagnose()
                        .blockOptional(LIMIT)
                        .orElseThrow();

                DiagnosisStep tls = step(diagnosis, "network.tls");
                assertThat(tls.status()).as(diagnosis.toText()).isEqualTo(Status.FAILED);
                assertThat(tls.reason()).contains("relay.proxy_interference");
                assertThat(tls.evidence()).containsKeys("subject", "chain");
                assertThat(tls.cause().orElse("")).contains("issued by");
                assertThat(step(diagnosis, "endpoint.exists").status()).isEqualTo(Status.UNKNOWN);
            } finally {
                arc.close().block(LIMIT);
            }
        }
    }

    @Test
    void diagnose_whenTheHeartbeatIsOld_thenItsAgeIsEvidence() {
        MutableClock clock = MutableClock.at(Instant.parse("2026-11-23T06:00:00Z"));
        EmulatedMachine machine = Ailments.LINUX.state(
                state -> state.status("Disconnected").lastStatusChange(Instant.parse("2026-11-23T02:00:00Z")));

        Diagnosis diagnosis = run(machine, setup -> setup.clock(clock), e -> {}, Optional.empty(), b -> b.clock(clock));

        assertThat(step(diagnosis, "machine.status").evidence())
                .containsEntry("since", "2026-11-23T02:00:00Z")
                .containsEntry("ago", "4 hours");
    }

    @Test
    void diagnose_whenSomethingElseListens_thenWhatItSaidIsShown() {
        try (TalkingTarget target = TalkingTarget.saying("HTTP/1.1 400 Bad Request " + "x".repeat(3_000))) {
            Diagnosis diagnosis =
                    run(EmulatedMachine.linux("web-01").enabled().target(22, target.address()), s -> {}, e -> {});

            DiagnosisStep banner = step(diagnosis, "ssh.banner");
            assertThat(banner.status()).as(diagnosis.toText()).isEqualTo(Status.FAILED);
            assertThat(banner.cause()).contains("what listens on the port is no SSH server");
            assertThat(banner.evidence().get("said")).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void diagnose_whenSomethingIsSaidBeforeTheBanner_thenTheBannerIsFound() {
        try (TalkingTarget target = TalkingTarget.saying("hello\r\nand welcome\r\nSSH-2.0-Odd_1.0 server\r\n")) {
            Diagnosis diagnosis =
                    run(EmulatedMachine.linux("web-01").enabled().target(22, target.address()), s -> {}, e -> {});

            assertThat(step(diagnosis, "ssh.banner").evidence())
                    .containsEntry("banner", "SSH-2.0-Odd_1.0 server")
                    .containsEntry("said", "hello");
        }
    }

    private static RelayCredentialBroker issuing(RunningMachine machine) {
        return new RelayCredentialBroker() {
            @Override
            public Mono<RelayCredentials> credentials(MachineId id, RelayService service) {
                return Mono.fromSupplier(() -> machine.relayCredentials(service, Duration.ofMinutes(10)));
            }

            @Override
            public Mono<RelayCredentials> renew(MachineId id, RelayService service, RelayCredentials rejected) {
                return credentials(id, service);
            }
        };
    }

    private static HybridComputeApi knowing(MachineId id) {
        Mono<MachineState> state = Mono.just(MachineState.builder(id)
                .status("Connected")
                .os("linux", "Debian")
                .agentVersion("1.60.0.0")
                .build());
        return (HybridComputeApi) Proxy.newProxyInstance(
                HybridComputeApi.class.getClassLoader(),
                new Class<?>[] {HybridComputeApi.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getMachine");
                    return state;
                });
    }

    private static Protocol<AsyncCloseable> protocol(Flux<DiagnosisStep> steps) {
        return new Protocol<>() {
            @Override
            public Mono<AsyncCloseable> open(Route route) {
                return Mono.error(new AssertionError("a diagnosis opens nothing"));
            }

            @Override
            public Flux<DiagnosisStep> diagnose(Route route) {
                return steps;
            }
        };
    }

    private static ArcEmulator emulator(EmulatedMachine machine, Consumer<ArcEmulatorBuilder> setup) {
        ArcEmulatorBuilder builder = ArcEmulator.builder().machine(machine);
        setup.accept(builder);
        return builder.start();
    }

    private static Diagnosis run(
            EmulatedMachine machine, Consumer<ArcEmulatorBuilder> setup, Consumer<ArcEmulator> before) {
        return run(machine, setup, before, Optional.empty());
    }

    private static Diagnosis run(
            EmulatedMachine machine,
            Consumer<ArcEmulatorBuilder> setup,
            Consumer<ArcEmulator> before,
            Optional<Protocol<?>> protocol) {
        return run(machine, setup, before, protocol, UnaryOperator.identity());
    }

    /** Under the policy that allows most, so that whatever is not written is not written on purpose. */
    private static Diagnosis run(
            EmulatedMachine machine,
            Consumer<ArcEmulatorBuilder> setup,
            Consumer<ArcEmulator> before,
            Optional<Protocol<?>> protocol,
            UnaryOperator<ArcConnectBuilder> options) {
        try (ArcEmulator emulator = emulator(machine, setup)) {
            before.accept(emulator);
            ArcConnect arc = options.apply(emulator.arcConnect()
                            .servicePolicy(ServicePolicy.REPLACE_PORT)
                            .timing(timing -> timing.dialBudget(Duration.ofMillis(1), Duration.ofMillis(1))))
                    .build();
            try {
                var target = arc.machine(emulator.machine("web-01").id());
                Diagnosis diagnosis = protocol.<Mono<Diagnosis>>map(target::diagnose)
                        .orElseGet(target::diagnose)
                        .blockOptional(LIMIT)
                        .orElseThrow();
                assertNothingWritten(emulator.requests());
                return diagnosis;
            } finally {
                arc.close().block(LIMIT);
            }
        }
    }

    private static void assertNothingWritten(List<RecordedRequest> requests) {
        assertThat(requests)
                .noneMatch(RecordedRequest::isWrite)
                .noneMatch(request -> request.path().endsWith("/register"))
                .allMatch(request ->
                        request.method().equals("GET") || request.path().endsWith("/listCredentials"));
    }

    private static DiagnosisStep step(Diagnosis diagnosis, String name) {
        return diagnosis.step(name).orElseThrow(() -> new AssertionError(name + " is missing in " + diagnosis));
    }
}
