package io.arcconnect.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each JUnit test an {@link ArcEmulator} of its own. Test methods may take it and an open {@code ArcConnect} that
 * points to it as parameters; both are closed after the test.
 *
 * <p>Each named machine has its service set up, an agent that listens, and an {@link EmbeddedSsh} that lets
 * {@value #USER} in with the password {@value #PASSWORD}; the Windows ones echo on port 3389 besides.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ArcEmulatedExtension.class)
public @interface ArcEmulated {

    /** The user of every machine. */
    String USER = "azureuser";

    /** The password of every machine. */
    String PASSWORD = "emulated";

    /** {@return names of Linux machines} */
    String[] linux() default {};

    /** {@return names of Windows machines} */
    String[] windows() default {};
}
