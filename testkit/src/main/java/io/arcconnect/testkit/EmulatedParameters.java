package io.arcconnect.testkit;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.MachineId;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** What a method may take. */
final class EmulatedParameters {

    private static final Map<Class<?>, Function<EmulatedScope, Object>> WHOLE = Map.of(
            ArcEmulator.class, EmulatedScope::emulator,
            ArcConnect.class, EmulatedScope::arcConnect,
            ArcConnectBuilder.class, scope -> scope.emulator().arcConnect());

    private static final Map<Class<?>, Function<EmulatedScope, Function<RunningMachine, Object>>> OF_MACHINE = Map.of(
            RunningMachine.class, scope -> machine -> machine,
            MachineId.class, scope -> RunningMachine::id,
            ArcMachine.class, scope -> machine -> scope.arcConnect().machine(machine.id()));

    private EmulatedParameters() {}

    static boolean supports(ParameterContext parameter) {
        Class<?> type = parameter.getParameter().getType();
        return WHOLE.containsKey(type) || OF_MACHINE.containsKey(type);
    }

    static Object resolve(ParameterContext parameter, EmulatedScope scope) {
        Class<?> type = parameter.getParameter().getType();
        Function<EmulatedScope, Object> whole = WHOLE.get(type);
        Function<EmulatedScope, Function<RunningMachine, Object>> ofMachine = OF_MACHINE.get(type);
        if (whole != null) {
            return whole.apply(scope);
        }
        if (ofMachine == null) {
            throw new ParameterResolutionException("nothing is known of " + type);
        }
        return ofMachine.apply(scope).apply(machine(parameter, scope.emulator()));
    }

    private static RunningMachine machine(ParameterContext parameter, ArcEmulator emulator) {
        return parameter
                .findAnnotation(ArcEmulated.Machine.class)
                .map(named -> emulator.machine(named.value()))
                .orElseGet(() -> {
                    if (emulator.machines().size() != 1) {
                        throw new ParameterResolutionException("which machine is "
                                + parameter.getParameter().getName() + "? There are "
                                + emulator.machines().stream()
                                        .map(machine -> machine.id().name())
                                        .toList()
                                + "; say @ArcEmulated.Machine(\"…\")");
                    }
                    return emulator.machines().get(0);
                });
    }
}
