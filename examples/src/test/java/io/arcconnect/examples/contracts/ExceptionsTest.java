package io.arcconnect.examples.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Users' tests can throw whatever the library throws. */
class ExceptionsTest {

    private static final Failure FAILURE = Failure.of(ArcReason.RELAY_LISTENER_NOT_FOUND, Stage.DIAL, "nobody listens");

    @TestFactory
    Stream<DynamicTest> exception_whenATestMakesIt_thenItSaysWhatTheFailureSays() {
        List<JavaClass> thrown = new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
                .importPackages("io.arcconnect").stream()
                        .filter(type -> type.isAssignableTo(ArcConnectException.class))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .toList();
        assertThat(thrown).hasSizeGreaterThan(6);
        return thrown.stream()
                .map(type -> dynamicTest(type.getSimpleName(), () -> {
                    ArcConnectException made = (ArcConnectException)
                            type.reflect().getConstructor(Failure.class).newInstance(FAILURE);

                    assertThat(made.failure()).isSameAs(FAILURE);
                    assertThat(made).hasMessage(FAILURE.message());
                }));
    }
}
