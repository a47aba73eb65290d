package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.testkit.internal.NotEmulated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/emulator.md says of the code, its tests and docs/protocol.md what is so. */
class EmulatorPageTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Path TESTS = Path.of("src", "test", "java", "io", "arcconnect", "testkit");

    /** A section's number, or a remark in brackets that says inferred or unknown. */
    private static final Pattern SECTION_OR_DOUBT =
            Pattern.compile("\\*\\*(\\d+\\.\\d+)|^## (\\d+)|\\(([^()]*\\b[iu]\\b[^()]*)\\)", Pattern.MULTILINE);

    @Test
    void notEmulated_whenCompared_thenThePageListsExactlyWhatIsRefused() throws IOException {
        Set<String> page = found(section("Not emulated"), "^\\| `([A-Z_]+)` \\|");

        assertThat(page)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(NotEmulated.values()).map(Enum::name).toList());
    }

    @Test
    void doubts_whenProtocolHasThem_thenThePageNamesTheirSections() throws IOException {
        Set<String> doubtful = new TreeSet<>(List.of("10"));
        String section = "";
        String protocol = Files.readString(DOCS.resolve("protocol.md"));
        for (MatchResult each : SECTION_OR_DOUBT
                .matcher(protocol.substring(protocol.indexOf("## 0")))
                .results()
                .toList()) {
            if (each.group(3) != null) {
                doubtful.add(section);
            } else {
                section = each.group(1) != null ? each.group(1) : each.group(2);
            }
        }

        assertThat(found(section("Claims that no real Azure has confirmed"), "\\*\\*(\\d+(?:\\.\\d+)?)\\*\\*"))
                .containsExactlyInAnyOrderElementsOf(doubtful);
    }

    @Test
    void emulated_whenTestsAreNamed_thenEachIsThere() throws IOException {
        Set<String> named = found(section("What is emulated"), "\\b(Emulates\\w+Test)\\b");
        Set<String> there = new TreeSet<>();
        try (var files = Files.list(TESTS)) {
            files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> name.matches("Emulates\\w+Test"))
                    .forEach(there::add);
        }

        assertThat(named).isNotEmpty().isSubsetOf(there);
    }

    @Test
    void emulated_whenCompared_thenEverySectionOfProtocolIsThere() throws IOException {
        Set<String> sections =
                found(Files.readString(DOCS.resolve("protocol.md")), "(?:\\*\\*|^## )(\\d+(?:\\.\\d+)?)");

        assertThat(found(section("What is emulated"), "(?:^\\|[^|]*\\| |, )(\\d+\\.\\d+)(?=[, ])"))
                .isNotEmpty()
                .isSubsetOf(sections);
    }

    private static String section(String title) throws IOException {
        String page = Files.readString(DOCS.resolve("emulator.md"));
        int from = page.indexOf("## " + title + "\n");
        assertThat(from).as(title).isNotNegative();
        int to = page.indexOf("\n## ", from + 1);
        return page.substring(from, to < 0 ? page.length() : to);
    }

    private static Set<String> found(String text, String pattern) {
        Set<String> found = new TreeSet<>();
        Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results().forEach(each -> found.add(each.group(1)));
        return found;
    }
}
