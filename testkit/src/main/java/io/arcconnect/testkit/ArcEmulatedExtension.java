package io.arcconnect.testkit;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts what {@link ArcEmulated} names when a test first asks for it, and looks afterwards what was left open. */
final class ArcEmulatedExtension
        implements BeforeAllCallback, BeforeEachCallback, ParameterResolver, AfterEachCallback, AfterAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(ArcEmulatedExtension.class);
    private static final String OF_CLASS = "class";
    private static final String OF_TEST = "test";
    private static final String UNSETTLE = "unsettle";
    private static final String PATIENCE = "arcconnect.emulated.patience";
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);

    @Override
    public void beforeAll(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        if (!EmulatedSettings.isAnnotated(type)) {
            return;
        }
        BufferWatch.begin(type);
        EmulatedSettings settings = EmulatedSettings.of(context);
        if (settings.life() == ArcEmulated.Life.CLASS) {
            EmulatedScope scope = new EmulatedScope(settings, Optional.empty());
            store(context).put(OF_CLASS, scope);
            // Not longer: this thread may go on with somebody else's tests, and nobody says when.
            Runnable unsettle = scope.settle();
            try {
                scope.emulator();
            } finally {
                unsettle.run();
            }
        }
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        EmulatedSettings settings = EmulatedSettings.of(test);
        EmulatedScope scope = new EmulatedScope(
                settings,
                settings.life() == ArcEmulated.Life.CLASS
                        ? Optional.ofNullable(store(test).get(OF_CLASS, EmulatedScope.class))
                        : Optional.empty());
        store(test).put(OF_TEST, scope);
        store(test).put(UNSETTLE, scope.settle());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return EmulatedParameters.supports(parameter);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        EmulatedScope scope = store(context).get(OF_TEST, EmulatedScope.class);
        if (scope == null) {
            scope = store(context).get(OF_CLASS, EmulatedScope.class);
        }
        boolean tooEarly = context.getTestMethod().isEmpty() && isOfTheTest(context);
        if (scope == null || tooEarly) {
            throw new ParameterResolutionException("each test has an emulator of its own, which is not there yet for "
                    + parameter.getDeclaringExecutable()
                    + "; take it in a test or @BeforeEach method, or say @ArcEmulated(life = CLASS)");
        }
        return EmulatedParameters.resolve(parameter, scope);
    }

    private static boolean isOfTheTest(ExtensionContext context) {
        return EmulatedSettings.of(context).life() == ArcEmulated.Life.TEST;
    }

    @Override
    public void afterEach(ExtensionContext test) {
        EmulatedScope scope = store(test).remove(OF_TEST, EmulatedScope.class);
        if (scope == null) {
            return;
        }
        Runnable unsettle = store(test).remove(UNSETTLE, Runnable.class);
        if (unsettle != null) {
            unsettle.run();
        }
        boolean failed = test.getExecutionException().isPresent();
        if (failed) {
            scope.seed().ifPresent(seed -> tell(test, seed));
        }
        EmulatedScope.Verdict verdict = scope.end(failed ? Duration.ZERO : patience(test));
        // Whoever failed in the middle had no chance to close; but what was asked in vain may be why it failed.
        (failed ? verdict.withoutLeaks() : verdict).enforce(name(test));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        if (!EmulatedSettings.isAnnotated(type)) {
            return;
        }
        EmulatedScope scope = store(context).remove(OF_CLASS, EmulatedScope.class);
        EmulatedSettings settings = EmulatedSettings.of(context);
        try {
            if (scope != null) {
                scope.end(patience(context)).enforce(name(context));
            }
        } finally {
            BufferWatch.end(type, name(context), settings.tolerated());
        }
    }

    private static void tell(ExtensionContext test, long seed) {
        System.err.println("ArcEmulator: " + name(test) + " failed with seed " + seed + "; -Darcconnect.emulator.seed="
                + seed + " repeats its names, delays and random faults");
        test.publishReportEntry("arcconnect.emulator.seed", Long.toString(seed));
    }

    private static Duration patience(ExtensionContext context) {
        return context.getConfigurationParameter(PATIENCE, Duration::parse).orElse(USUAL_PATIENCE);
    }

    private static String name(ExtensionContext context) {
        String type = context.getRequiredTestClass().getName();
        return context.getTestMethod()
                .map(method -> type + "." + method.getName())
                .orElse(type);
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
