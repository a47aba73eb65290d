package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What suites print and iterate over. */
class FaultCatalogueTest {

    @Test
    void catalogue_whenComparedWithTheFactories_thenHasAtLeastOneOfEach() {
        Set<String> factories = Stream.of(Fault.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) && method.getReturnType() == Fault.class)
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> listed = Fault.catalogue().stream()
                .map(fault -> fault.name().replaceAll("\\(.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(listed).isEqualTo(factories);
    }

    @Test
    void names_whenListed_thenAreUniqueAndGroupedByPlace() {
        List<Fault> all = Fault.catalogue();

        assertThat(all).extracting(Fault::name).doesNotHaveDuplicates();
        assertThat(all).extracting(Fault::place).isSorted();
        assertThat(all).extracting(Fault::place).contains(FaultPlace.values());
    }

    @Test
    void toString_whenLimited_thenSaysNameAndLimits() {
        assertThat(Fault.close(1011, 4096).once()).hasToString("close(1011) after 4096 bytes, once");
        assertThat(Fault.noListeners().times(3).lasting(Duration.ofSeconds(5)))
                .hasToString("noListeners, 3 times, for PT5S");
        assertThat(Fault.armError(ArmCall.ANY, 503).on(ArmCall.LIST_CREDENTIALS))
                .hasToString("armError(503) on LIST_CREDENTIALS");
        assertThat(Fault.relayClock(Duration.ofMinutes(-6))).hasToString("relayClock(behind) by PT6M");
    }

    @Test
    void limits_whenMeaningless_thenRefused() {
        assertThatThrownBy(() -> Fault.noListeners().lasting(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.noListeners().times(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.noListeners().on(ArmCall.ANY)).isInstanceOf(IllegalStateException.class);
    }
}
