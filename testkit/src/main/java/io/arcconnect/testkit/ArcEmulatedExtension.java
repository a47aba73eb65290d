package io.arcconnect.testkit;

import io.arcconnect.ArcConnect;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts what {@link ArcEmulated} names when a test first asks for it. */
final class ArcEmulatedExtension implements ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(ArcEmulatedExtension.class);
    private static final Duration CLOSE = Duration.ofSeconds(10);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        return type == ArcEmulator.class || type == ArcConnect.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == ArcEmulator.class ? emulator(test) : arcConnect(test);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        ArcConnect arc = test.getStore(NAMESPACE).remove(ArcConnect.class, ArcConnect.class);
        if (arc != null) {
            arc.close().block(CLOSE);
        }
        ArcEmulator emulator = test.getStore(NAMESPACE).remove(ArcEmulator.class, ArcEmulator.class);
        if (emulator != null) {
            emulator.close();
        }
    }

    private static ArcConnect arcConnect(ExtensionContext test) {
        return test.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        ArcConnect.class, any -> emulator(test).arcConnect().build(), ArcConnect.class);
    }

    private static ArcEmulator emulator(ExtensionContext test) {
        return test.getStore(NAMESPACE).getOrComputeIfAbsent(ArcEmulator.class, any -> start(test), ArcEmulator.class);
    }

    private static ArcEmulator start(ExtensionContext test) {
        ArcEmulated wanted = AnnotationSupport.findAnnotation(test.getRequiredTestClass(), ArcEmulated.class)
                .orElseThrow();
        ArcEmulatorBuilder builder = ArcEmulator.builder();
        for (String name : wanted.linux()) {
            builder.machine(EmulatedMachine.linux(name).enabled().ssh(server()));
        }
        for (String name : wanted.windows()) {
            builder.machine(EmulatedMachine.windows(name).enabled().ssh(server().rdpEcho()));
        }
        return builder.start();
    }

    private static EmbeddedSsh server() {
        return EmbeddedSsh.create().password(ArcEmulated.USER, ArcEmulated.PASSWORD);
    }
}
