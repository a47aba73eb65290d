package io.arcconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/** Machines that are nothing but their names. */
final class ScriptedMachines {

    private ScriptedMachines() {}

    static ArcMachine machine(int number) {
        MachineId id = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "m-" + number);
        return (ArcMachine) Proxy.newProxyInstance(
                ArcMachine.class.getClassLoader(), new Class<?>[] {ArcMachine.class}, (p, method, a) -> {
                    assertThat(method.getName()).isEqualTo("id");
                    return id;
                });
    }

    static int number(ArcMachine machine) {
        return Integer.parseInt(machine.id().name().substring(2));
    }

    static <R> Mono<R> refused(ArcMachine machine) {
        return Mono.error(new ControlPlaneException(Failure.of(ArcReason.ARM_FORBIDDEN, Stage.CONTROL_PLANE, "scripted")
                .on(machine.id())));
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
