package io.arcconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not needed is not loaded: it would cost each start. */
class LazyLoadingTest {

    /** Packages of libraries that only work on a machine needs. */
    private static final List<String> HEAVY = List.of(
            "io.netty.",
            "reactor.netty.",
            "org.apache.sshd.",
            "org.bouncycastle.",
            "com.azure.",
            "com.microsoft.",
            "org.slf4j.");

    static Stream<String> commands() {
        return SubCommands.names().stream().filter(name -> !name.equals("help"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_whenAskedOfOneCommand_thenNeitherOthersNorLibrariesAreLoaded(String name) throws Exception {
        try (Watched classes = new Watched()) {
            Function<?, ?> probe = (Function<?, ?>) classes.loadClass(HelpProbe.class.getName())
                    .getConstructor()
                    .newInstance();

            assertThat(help(probe, name)).startsWith("0 Usage: arcconnect " + name);

            assertThat(classes.loaded).contains("picocli.CommandLine");
            assertThat(classes.loaded.stream().filter(type -> HEAVY.stream().anyMatch(type::startsWith)))
                    .isEmpty();
            assertThat(classes.loaded.stream().filter(LazyLoadingTest::isCommand))
                    .hasSize(1);
        }
    }

    private static boolean isCommand(String type) {
        return type.startsWith("io.arcconnect.cli.")
                && type.endsWith("Command")
                && !type.equals(ArcConnectCommand.class.getName());
    }

    @SuppressWarnings("unchecked")
    private static String help(Function<?, ?> probe, String name) {
        return ((Function<String, String>) probe).apply(name);
    }

    /** Loads everything but the JDK anew, and knows what. */
    private static final class Watched extends URLClassLoader {

        private final Set<String> loaded = ConcurrentHashMap.newKeySet();

        Watched() {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            Class<?> type = super.findClass(name);
            loaded.add(name);
            return type;
        }

        private static URL[] classPath() {
            return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Watched::url)
                    .toArray(URL[]::new);
        }

        private static URL url(String path) {
            try {
                return Path.of(path).toUri().toURL();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
