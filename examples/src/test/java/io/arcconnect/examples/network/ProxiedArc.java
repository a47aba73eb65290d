package io.arcconnect.examples.network;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.model.Diagnosis;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import java.time.Duration;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Runs the whole path against an emulator that lies behind a proxy, or fails to. */
final class ProxiedArc {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String MACHINE = "web-01";

    private ProxiedArc() {}

    static ArcEmulator emulator() {
        return ArcEmulator.builder()
                .machine(EmulatedMachine.linux(MACHINE)
                        .ssh(EmbeddedSsh.create().password("azureuser", "pw"))
                        .enabled())
                .relayByAddress()
                .start();
    }

    /** Machine state, relay credentials, dial, login, command. */
    static String echo(ArcEmulator emulator, ArcConnectBuilder builder) {
        Ssh ssh = Ssh.as("azureuser")
                .identity(SshIdentity.password(Secret.of("pw")))
                .hostKeys(HostKeys.pinned(emulator.machine(MACHINE).hostKeyFingerprint()));
        return with(
                builder,
                arc -> arc.machine(emulator.machine(MACHINE).id())
                        .state()
                        .flatMap(state -> arc.machine(state.id()).use(ssh, session -> session.exec("echo hello")))
                        .map(ExecResult::orThrow)
                        .map(ExecResult::stdout));
    }

    /** The failure of the first call of Azure Resource Manager. */
    static ArcConnectException armFailure(ArcEmulator emulator, ArcConnectBuilder builder) {
        return failure(
                builder,
                arc -> arc.machine(emulator.machine(MACHINE).id()).state().then());
    }

    /** The failure of a dial, where Azure Resource Manager is reached. */
    static ArcConnectException dialFailure(ArcEmulator emulator, ArcConnectBuilder builder) {
        return failure(
                builder,
                arc -> arc.machine(emulator.machine(MACHINE).id())
                        .dial(RelayService.ssh())
                        .then());
    }

    /** What is found on the way. */
    static Diagnosis diagnosis(ArcEmulator emulator, ArcConnectBuilder builder) {
        return with(builder, arc -> arc.machine(emulator.machine(MACHINE).id()).diagnose());
    }

    private static ArcConnectException failure(ArcConnectBuilder builder, Function<ArcConnect, Mono<Void>> work) {
        return with(
                builder,
                arc -> work.apply(arc)
                        .then(Mono.<ArcConnectException>error(() -> new AssertionError("it did not fail")))
                        .onErrorResume(ArcConnectException.class, Mono::just));
    }

    private static <T> T with(ArcConnectBuilder builder, Function<ArcConnect, Mono<T>> work) {
        ArcConnect arc = builder.build();
        try {
            return work.apply(arc).blockOptional(LIMIT).orElseThrow();
        } finally {
            arc.close().block(LIMIT);
        }
    }
}
