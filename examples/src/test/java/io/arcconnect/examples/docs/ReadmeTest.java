package io.arcconnect.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.arcconnect.error.ErrorReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a reader sees is what the build compiled. */
class ReadmeTest {

    private static final Path ROOT = root();
    private static final Pattern JAVA_BLOCK =
            Pattern.compile("(?:<!-- compiled: (?<file>\\S+) -->\\n```\\w+|```java)\\n(?<code>.*?)```", Pattern.DOTALL);
    private static final Pattern CODE_ROW = Pattern.compile("(?m)^\\| `[a-z_.]+` \\|.*$");
    private static final Pattern LINK = Pattern.compile("\\]\\((?<target>[^)#]+)(?:#[^)]*)?\\)");

    @Test
    void documents_whenTheyShowCode_thenTheCodeIsCompiled() throws IOException {
        int blocks = 0;

        for (Path document : documents()) {
            Matcher block = JAVA_BLOCK.matcher(Files.readString(document));
            while (block.find()) {
                blocks++;
                assertThat(block.group("file"))
                        .as("which file holds, of %s:%n%s", document, block.group("code"))
                        .isNotNull();
                List<String> source = lines(Files.readString(ROOT.resolve(block.group("file"))));
                assertThat(missing(lines(block.group("code")), source)).isEmpty();
            }
        }

        assertThat(blocks).isGreaterThan(5);
    }

    /** What goes on longer has a page in docs; tables are looked up, not read, and as long as they are. */
    @Test
    void readme_whenRead_thenShortAndWrapped() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("README.md"));

        assertThat(lines).hasSizeLessThan(160);
        assertThat(lines).filteredOn(line -> !line.startsWith("|")).hasSizeLessThan(100);
        assertThat(lines.subList(1, lines.size()))
                .filteredOn(line -> !line.startsWith("|"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(150));
    }

    @Test
    void codes_whenListed_thenTheyAreThoseOfTheEnums() throws IOException {
        List<String> all = codeRows("docs/codes.md");
        List<String> first = codeRows("README.md");

        List<String> expected = reasons()
                .map(reason -> "| `%s` | %s | %s |"
                        .formatted(reason.code(), reason.isTransient() ? "yes" : "no", reason.remedy()))
                .toList();

        assertThat(all).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(first).isNotEmpty().isSubsetOf(expected);
        assertThat(reasons().map(ErrorReason::code)).doesNotHaveDuplicates();
    }

    @Test
    void documents_whenTheyLink_thenToSomethingThatIsThere() throws IOException {
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                String target = link.group("target");
                if (!target.contains("://")) {
                    assertThat(document.resolveSibling(target))
                            .as("link in %s", document)
                            .exists();
                }
            }
        }
    }

    @Test
    void decisions_whenWritten_thenAtMostSixtyLinesUnderTheSameHeadings() throws IOException {
        try (Stream<Path> decisions = Files.list(ROOT.resolve("docs/adr"))) {
            assertThat(decisions.toList())
                    .isNotEmpty()
                    .allSatisfy(decision -> assertThat(Files.readAllLines(decision))
                            .hasSizeLessThanOrEqualTo(60)
                            .contains(
                                    "## Context",
                                    "## Decision",
                                    "## Consequences",
                                    "## Rejected",
                                    "## How we would know it was wrong"));
        }
    }

    /** Every enum of reasons in every module that is published. */
    private static Stream<ErrorReason> reasons() {
        return new ClassFileImporter()
                .importPackages("io.arcconnect").stream()
                        .filter(type -> type.isEnum() && type.isAssignableTo(ErrorReason.class))
                        .filter(type -> !type.getSource()
                                .orElseThrow()
                                .getUri()
                                .toString()
                                .contains("test-classes"))
                        .sorted((one, other) -> one.getName().compareTo(other.getName()))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Arrays.stream(type.getEnumConstants()))
                        .map(ErrorReason.class::cast);
    }

    private static List<String> codeRows(String document) throws IOException {
        return CODE_ROW.matcher(Files.readString(ROOT.resolve(document)))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** The lines that are not found in the source, in order; lines of the source may be left out. */
    private static List<String> missing(List<String> shown, List<String> source) {
        Iterator<String> from = source.iterator();
        List<String> missing = new ArrayList<>();
        for (String line : shown) {
            boolean found = false;
            while (!found && from.hasNext()) {
                found = from.next().equals(line);
            }
            if (!found) {
                missing.add(line);
            }
        }
        return missing;
    }

    private static List<String> lines(String code) {
        return code.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md"))) {
            folder = java.util.Objects.requireNonNull(folder.getParent(), "not inside the project");
        }
        return folder;
    }
}
