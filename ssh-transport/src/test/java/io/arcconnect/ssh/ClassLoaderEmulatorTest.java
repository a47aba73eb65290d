package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.model.Secret;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * An application server loads the library with an application and drops both. What stays behind, a thread, a hook, an entry
 * in somebody's static map, would keep all of it.
 */
class ClassLoaderEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Reactor ends a thread that it has started for a job and does not need any more after 1 to 2 minutes. */
    private static final Duration THREADS_END = Duration.ofMinutes(3);

    @Test
    void close_whenOpenedAndClosedTwentyTimes_thenTheLibraryCanBeCollected() throws Exception {
        try (ArcEmulator emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .ssh(EmbeddedSsh.create().password("ada", "pw"))
                        .enabled())
                .start()) {
            // Reactor and MINA start threads once per JVM, and the JVM makes a thread remember who started it. Here it
            // is
            // this test; a container would pin its first application in the same way, with or without this library.
            Job.run(
                    emulator.credential(),
                    emulator.endpoint().toString(),
                    emulator.authority(),
                    emulator.machine("lin-01").id().resourceId(),
                    emulator.machine("lin-01").hostKeyFingerprint());
            List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
            for (int round = 0; round < 20; round++) {
                loaders.add(useOnce(emulator));
            }

            Eventually.holds("collected, all but the last", THREADS_END, () -> {
                System.gc();
                return loaders.subList(0, 19).stream().allMatch(loader -> loader.get() == null);
            });
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .map(Thread::getName)
                            .filter(name -> name.startsWith("arc-") && !name.startsWith("arc-emulator")))
                    .isEmpty();
        }
    }

    private static WeakReference<ClassLoader> useOnce(ArcEmulator emulator) throws Exception {
        ClassLoader library = new OwnCopy(ClassLoaderEmulatorTest.class.getClassLoader());
        Class<?> job = library.loadClass(Job.class.getName());
        assertThat(job.getClassLoader()).isSameAs(library);
        Object output = job.getMethod(
                        "run", Object.class, String.class, X509Certificate.class, String.class, String.class)
                .invoke(
                        null,
                        emulator.credential(),
                        emulator.endpoint().toString(),
                        emulator.authority(),
                        emulator.machine("lin-01").id().resourceId(),
                        emulator.machine("lin-01").hostKeyFingerprint());
        assertThat(output).isEqualTo("hello");
        return new WeakReference<>(library);
    }

    /** What the application does, on its own copy of the library. */
    public static final class Job {

        private Job() {}

        /** Runs one command. */
        public static String run(
                Object credential, String endpoint, X509Certificate authority, String machine, String fingerprint) {
            io.arcconnect.ArcConnect arc = io.arcconnect.ArcConnect.builder()
                    .credential((com.azure.core.credential.TokenCredential) credential)
                    .endpoint(java.net.URI.create(endpoint))
                    .trust(authority)
                    .build();
            Ssh ssh = Ssh.as("ada")
                    .identity(SshIdentity.password(Secret.of("pw")))
                    .hostKeys(HostKeys.pinned(fingerprint));
            try {
                return arc.machine(machine)
                        .use(ssh, session -> session.exec("echo hello"))
                        .map(result -> result.stdout().strip())
                        .block(LIMIT);
            } finally {
                arc.close().block(LIMIT);
            }
        }
    }

    /** Loads the library anew and everything else from the application, as a web application's loader does. */
    private static final class OwnCopy extends ClassLoader {

        OwnCopy(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean own = name.startsWith("io.arcconnect.") && !name.startsWith("io.arcconnect.testkit.");
            if (!own) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in =
                    Objects.requireNonNull(getParent()).getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
