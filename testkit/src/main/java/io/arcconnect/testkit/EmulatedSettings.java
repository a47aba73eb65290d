package io.arcconnect.testkit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** What the {@link ArcEmulated} annotations of a test say together, from the outside in. */
record EmulatedSettings(
        Set<String> linux,
        Set<String> windows,
        ArcEmulated.Life life,
        Optional<Long> seed,
        Set<Leak.Kind> tolerated,
        List<Method> setups) {

    /** Those of a class, or of a method where the context has one. */
    static EmulatedSettings of(ExtensionContext context) {
        List<Class<?>> classes = fromTheOutside(context.getRequiredTestClass());
        List<AnnotatedElement> elements = new ArrayList<>(classes);
        context.getTestMethod().ifPresent(elements::add);
        Set<String> linux = new LinkedHashSet<>();
        Set<String> windows = new LinkedHashSet<>();
        ArcEmulated.Life life = ArcEmulated.Life.TEST;
        Optional<Long> seed = Optional.empty();
        Set<Leak.Kind> tolerated = EnumSet.noneOf(Leak.Kind.class);
        for (AnnotatedElement element : elements) {
            Optional<ArcEmulated> found = AnnotationSupport.findAnnotation(element, ArcEmulated.class);
            if (found.isPresent()) {
                ArcEmulated says = found.get();
                linux.addAll(List.of(says.linux()));
                windows.addAll(List.of(says.windows()));
                life = element instanceof Method ? ArcEmulated.Life.TEST : says.life();
                seed = says.seed().length == 0 ? seed : Optional.of(says.seed()[0]);
                tolerated.addAll(List.of(says.tolerate()));
            }
        }
        return new EmulatedSettings(linux, windows, life, seed, tolerated, setups(classes));
    }

    /** Whether the class itself says something, so that it does not share what encloses it. */
    static boolean isAnnotated(Class<?> type) {
        return AnnotationSupport.isAnnotated(type, ArcEmulated.class);
    }

    ArcEmulator start() {
        ArcEmulatorBuilder builder = ArcEmulator.builder();
        seed.ifPresent(builder::seed);
        for (String name : linux) {
            builder.machine(EmulatedMachine.linux(name).enabled().ssh(server()));
        }
        for (String name : windows) {
            builder.machine(EmulatedMachine.windows(name).enabled().ssh(server().rdpEcho()));
        }
        for (Method setup : setups) {
            invoke(setup, builder);
        }
        return builder.start();
    }

    private static EmbeddedSsh server() {
        return EmbeddedSsh.create().password(ArcEmulated.USER, ArcEmulated.PASSWORD);
    }

    private static List<Class<?>> fromTheOutside(Class<?> innermost) {
        Deque<Class<?>> classes = new ArrayDeque<>();
        classes.push(innermost);
        Class<?> type = innermost;
        while (type.getEnclosingClass() != null && AnnotationSupport.isAnnotated(type, Nested.class)) {
            type = type.getEnclosingClass();
            classes.push(type);
        }
        return List.copyOf(classes);
    }

    private static List<Method> setups(List<Class<?>> classes) {
        return classes.stream()
                .flatMap(type ->
                        AnnotationSupport.findAnnotatedMethods(
                                type, ArcEmulated.Setup.class, HierarchyTraversalMode.TOP_DOWN)
                                .stream())
                .distinct()
                .toList();
    }

    private static void invoke(Method setup, ArcEmulatorBuilder builder) {
        Class<?>[] parameters = setup.getParameterTypes();
        if (!Modifier.isStatic(setup.getModifiers())
                || parameters.length != 1
                || parameters[0] != ArcEmulatorBuilder.class) {
            throw new ExtensionConfigurationException(
                    "@ArcEmulated.Setup wants a static method that takes an ArcEmulatorBuilder, got " + setup);
        }
        try {
            setup.setAccessible(true);
            setup.invoke(null, builder);
        } catch (ReflectiveOperationException failed) {
            throw new ExtensionConfigurationException("@ArcEmulated.Setup " + setup + " failed", failed);
        }
    }
}
