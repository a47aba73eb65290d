package io.arcconnect.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PackagesTest {

    private static final Map<String, Set<URI>> PLACES = places();

    /** Java's module system refuses to run with one, and a reader never knows where to look. */
    @Test
    void packages_whenAllModulesAreTogether_thenNoneIsInTwo() {
        assertThat(PLACES.values()).allSatisfy(places -> assertThat(places).hasSize(1));
    }

    @Test
    void packages_whenAllModulesAreTogether_thenEachModuleWasSeen() {
        assertThat(PLACES.keySet())
                .contains(
                        "io.arcconnect",
                        "io.arcconnect.model",
                        "io.arcconnect.internal.net",
                        "io.arcconnect.ssh",
                        "io.arcconnect.entra",
                        "io.arcconnect.rdp",
                        "io.arcconnect.micrometer",
                        "io.arcconnect.testkit",
                        "io.arcconnect.cli",
                        "io.arcconnect.examples");
    }

    private static Map<String, Set<URI>> places() {
        Map<String, Set<URI>> found = new TreeMap<>();
        for (JavaClass type :
                new ClassFileImporter().withImportOption(new OurModules()).importPackages("io.arcconnect")) {
            String file = type.getName().replace('.', '/') + ".class";
            String place = type.getSource().orElseThrow().getUri().toString().replace(file, "");
            found.computeIfAbsent(type.getPackageName(), any -> new TreeSet<>()).add(URI.create(place));
        }
        return found;
    }
}
