package io.arcconnect.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who reads what is defended, and by which test, finds the test; and the versions are those of the build. */
class SecurityPageTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]+Test)`");
    private static final Pattern FAMILY = Pattern.compile("(?m)^\\| ([a-z0-9-]+)(?: \\(.*?\\))? \\| ([0-9][^ ]*) \\|");
    private static final Pattern PROPERTY = Pattern.compile("<([a-z0-9-]+)\\.version>([^<]+)<");

    private final String page;
    private final String parent;

    SecurityPageTest() throws IOException {
        this.page = Files.readString(ROOT.resolve("docs/security.md"));
        this.parent = Files.readString(ROOT.resolve("pom.xml"));
    }

    @Test
    void defences_whenATestIsNamed_thenItIsThere() throws IOException {
        Set<String> named =
                TEST.matcher(page).results().map(each -> each.group(1)).collect(Collectors.toSet());

        Set<String> missing = new TreeSet<>(named);
        missing.removeAll(tests());

        assertThat(named).hasSizeGreaterThan(30);
        assertThat(missing).isEmpty();
    }

    @Test
    void dependencies_whenTheBuildNamesAVersion_thenThePageNamesTheSame() {
        Map<String, String> built = new TreeMap<>(Map.of("msal4j", pinned("msal4j")));
        Matcher property = PROPERTY.matcher(parent);
        while (property.find()) {
            built.put(property.group(1), property.group(2));
        }

        Map<String, String> told = FAMILY.matcher(page)
                .results()
                .collect(Collectors.toMap(
                        each -> each.group(1), each -> each.group(2), (first, again) -> again, TreeMap::new));
        // Comes with azure-core, not with a pin of ours; the bill of materials has it.
        told.remove("jackson");

        assertThat(told).hasSizeGreaterThan(10);
        assertThat(built).containsAllEntriesOf(told);
    }

    private String pinned(String artifact) {
        Matcher pin = Pattern.compile("<artifactId>" + artifact + "</artifactId>\\s*<version>([^<]+)<")
                .matcher(parent);
        assertThat(pin.find()).isTrue();
        return pin.group(1);
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
