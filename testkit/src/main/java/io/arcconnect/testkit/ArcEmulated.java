package io.arcconnect.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives JUnit tests an {@link ArcEmulator}, and fails those that leave something open.
 *
 * <p><b>Where:</b> on a class, a {@code @Nested} class or a method. Machines add up from the outside in; the rest is said by
 * the innermost. Safe under parallel execution.
 *
 * <p><b>Parameters</b> of test and lifecycle methods: {@link ArcEmulator}; an open {@code ArcConnect} that points to it and
 * is closed after the test; an {@code ArcConnectBuilder} for another one, which the test closes; and {@link RunningMachine},
 * {@code ArcMachine} or {@code MachineId}, which is the one that {@link Machine} names or the only one there is.
 *
 * <p>Each named machine has its service set up, an agent that listens, and an {@link EmbeddedSsh} that lets
 * {@value #USER} in with the password {@value #PASSWORD}; the Windows ones echo on port 3389 besides. {@link Setup} adds what
 * an annotation cannot say.
 *
 * <p><b>Teardown</b> fails the test when it has left open a session, a stream, a local port, an {@code ArcConnect} or a
 * thread of its own, and says which, and where it was opened: see {@link Leak}. What is being closed is waited for: five
 * seconds, or the configuration parameter {@code arcconnect.emulated.patience}, such as {@code PT20S}. Buffers of Netty's that
 * were dropped without being released fail the annotated class when its last test has ended. What no machine of Azure was
 * asked, see {@link ArcEmulator#unanswered()}, fails too. Threads of Reactor's and Netty's own pools are not
 * looked at, nor those of any {@code ForkJoinPool} and of {@code CompletableFuture}'s timer.
 *
 * <p>When a test fails, the seed of its emulator is printed, see {@link ArcEmulatorBuilder#seed}.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ArcEmulatedExtension.class)
public @interface ArcEmulated {

    /** The user of every machine. */
    String USER = "azureuser";

    /** The password of every machine. */
    String PASSWORD = "emulated";

    /** How long an emulator lives. */
    enum Life {
        /** One for each test that asks for it. */
        TEST,
        /**
         * One for all tests of the annotated class and its nested classes; {@code @BeforeAll} methods may take it too. Each
         * test still gets an {@code ArcConnect} of its own.
         */
        CLASS
    }

    /** {@return names of Linux machines} */
    String[] linux() default {};

    /** {@return names of Windows machines} */
    String[] windows() default {};

    /** {@return how long the emulator lives; on a method always as long as that} */
    Life life() default Life.TEST;

    /** {@return the seed, at most one; see {@link ArcEmulatorBuilder#seed}} */
    long[] seed() default {};

    /** {@return what may be left open} */
    Leak.Kind[] tolerate() default {};

    /**
     * Marks a static method that takes an {@link ArcEmulatorBuilder} and adds to it, in an annotated class or above it. Those
     * of enclosing classes and of superclasses come first.
     */
    @Documented
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Setup {}

    /** Names the machine of a parameter. */
    @Documented
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Machine {

        /** {@return its name} */
        String value();
    }
}
