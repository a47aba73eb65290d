package io.arcconnect.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whoever uses the fakes needs no class of Netty, of MINA or of an HTTP mock: there are none here. */
class NoNettyNoMinaTest {

    private static final List<String> ABSENT =
            List.of("io.netty.", "reactor.netty.", "org.apache.sshd.", "com.github.tomakehurst.", "org.bouncycastle.");

    @Test
    void fakes_whenThereIsNeitherNettyNorMina_thenTheyWork() throws Exception {
        try (Without loader = new Without()) {
            Supplier<?> user = (Supplier<?>) loader.loadClass("io.arcconnect.fake.UserOfFakes")
                    .getConstructor()
                    .newInstance();

            assertThat(user.get()).isEqualTo("uptime, 2 files, 0 sessions");
            assertThat(user.getClass().getClassLoader()).isSameAs(loader);
            assertThat(loader.asked).isEmpty();
        }
    }

    /** The guard itself: what opens sockets is not there. */
    @Test
    void loader_whenAskedForWhatIsAbsent_thenNotFound() throws IOException {
        try (Without loader = new Without()) {
            assertThatThrownBy(() -> loader.loadClass("io.netty.buffer.ByteBuf"))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThat(loader.asked).containsExactly("io.netty.buffer.ByteBuf");
        }
    }

    private static final class Without extends URLClassLoader {

        private final List<String> asked = new CopyOnWriteArrayList<>();

        Without() {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (ABSENT.stream().anyMatch(name::startsWith)) {
                asked.add(name);
                throw new ClassNotFoundException(name + " is not there");
            }
            return super.loadClass(name, resolve);
        }

        private static URL[] classPath() {
            String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            return Arrays.stream(path.split(File.pathSeparator))
                    .map(entry -> url(new File(entry)))
                    .toArray(URL[]::new);
        }

        private static URL url(File entry) {
            try {
                return entry.toURI().toURL();
            } catch (MalformedURLException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }
}
