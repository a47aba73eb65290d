package io.arcconnect.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The jar of the command beside the jars that it was made of. */
@Tag("interop")
@Timeout(120)
class OneJarTest {

    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|DSA|RSA|EC)");
    private static final List<String> LICENCES =
            List.of("META-INF/LICENSE", "META-INF/LICENSE.txt", "META-INF/LICENSE.md", "META-INF/NOTICE");

    @Test
    void jar_whenMade_thenItStartsAloneAndIsNeitherSignedNorAModule() throws IOException {
        try (JarFile jar = ArcConnectProcess.jar()) {
            assertThat(jar.getManifest().getMainAttributes())
                    .containsEntry(new Name("Main-Class"), "io.arcconnect.cli.ArcConnectCommand")
                    .containsEntry(new Name("Multi-Release"), "true")
                    .containsEntry(new Name("Enable-Native-Access"), "ALL-UNNAMED")
                    .doesNotContainKey(new Name("Class-Path"));
            assertThat(jar.stream().map(JarEntry::getName))
                    .noneMatch(name -> SIGNATURE.matcher(name).matches())
                    .noneMatch(name -> name.endsWith("module-info.class"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void jar_whenMade_thenServicesAndLicencesOfAllItsPartsAreInIt() throws IOException {
        int services = 0;

        try (JarFile jar = ArcConnectProcess.jar()) {
            for (Path path : parts()) {
                try (JarFile part = new JarFile(path.toFile())) {
                    if (!isPart(part, jar)) {
                        continue;
                    }
                    for (JarEntry entry : part.stream().toList()) {
                        if (isService(entry)) {
                            services++;
                            assertThat(text(jar, entry.getName()).lines().map(String::strip))
                                    .as("%s of %s", entry.getName(), path.getFileName())
                                    .containsAll(text(part, entry.getName())
                                            .lines()
                                            .map(String::strip)
                                            .toList());
                        } else if (LICENCES.contains(entry.getName())) {
                            assertThat(text(jar, entry.getName()))
                                    .as("%s of %s", entry.getName(), path.getFileName())
                                    .contains(text(part, entry.getName()).strip());
                        }
                    }
                }
            }
        }

        assertThat(services).isGreaterThan(8);
    }

    /** Jars of the tests' own class path, some of which the command does not have. */
    private static List<Path> parts() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.endsWith(".jar"))
                .map(Path::of)
                .toList();
    }

    private static boolean isPart(JarFile part, JarFile jar) {
        List<String> classes = part.stream()
                .map(JarEntry::getName)
                .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
                .toList();
        return !classes.isEmpty() && classes.stream().allMatch(name -> jar.getEntry(name) != null);
    }

    private static boolean isService(JarEntry entry) {
        return entry.getName().startsWith("META-INF/services/") && !entry.isDirectory();
    }

    private static String text(JarFile jar, String name) throws IOException {
        JarEntry entry = jar.getJarEntry(name);
        assertThat(entry).as(name).isNotNull();
        return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
}
