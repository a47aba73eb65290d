package portal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.RunningMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

/** The portal on a free port, before an emulated Azure Arc whose machines are OpenSSH's server. */
final class RunningPortal implements AutoCloseable {

    static final String PASSWORD = "for tests only";

    private static RunningPortal shared;

    private final OpenSshd sshd;
    private final ArcEmulator emulator;
    private final ConfigurableApplicationContext application;

    private RunningPortal(OpenSshd sshd, ArcEmulator emulator, ConfigurableApplicationContext application) {
        this.sshd = sshd;
        this.emulator = emulator;
        this.application = application;
    }

    /** {@return one portal for all tests that do not stop it} */
    static synchronized RunningPortal shared() {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    static RunningPortal start(String... more) {
        assumeTrue(OpenSshd.isInstalled(), "skipped: OpenSSH's sshd is not installed");
        try {
            OpenSshd sshd = OpenSshd.start();
            ArcEmulator emulator = ArcEmulator.builder()
                    .machine(EmulatedMachine.linux("web-01")
                            .target(22, sshd.address())
                            .enabled())
                    .machine(EmulatedMachine.linux("web-02")
                            .target(22, sshd.address())
                            .enabled())
                    .start();
            Credentials credentials = emulator::credential;
            ConfigurableApplicationContext application = new SpringApplicationBuilder(Portal.class)
                    .initializers(context -> {
                        GenericApplicationContext beans = (GenericApplicationContext) context;
                        beans.registerBean(ArcConnectBuilder.class, emulator::arcConnect);
                        beans.registerBean(Credentials.class, () -> credentials);
                        beans.registerBean(ReactorResourceFactory.class, RunningPortal::ownThreads);
                    })
                    .registerShutdownHook(false)
                    .run(arguments(sshd, emulator, more));
            return new RunningPortal(sshd, emulator, application);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What WebFlux serves with is global by default, and ends with the first portal of this JVM that is stopped. */
    private static ReactorResourceFactory ownThreads() {
        ReactorResourceFactory own = new ReactorResourceFactory();
        own.setUseGlobalResources(false);
        return own;
    }

    private static String[] arguments(OpenSshd sshd, ArcEmulator emulator, String... more) throws IOException {
        Path knownHosts = Files.createTempFile("portal", ".known-hosts");
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--portal.most=2",
                "--portal.checks.load=cat /proc/loadavg",
                "--portal.user=" + System.getProperty("user.name"),
                "--portal.key=" + sshd.userKey(),
                "--portal.known-hosts=" + knownHosts));
        for (String person : List.of("ada", "grace", "alan")) {
            arguments.add("--portal.people." + person + "={noop}" + PASSWORD);
        }
        for (String name : List.of("web-01", "web-02")) {
            String id = emulator.machine(name).id().toString();
            arguments.add("--portal.machines." + name + "=" + id);
            Files.writeString(
                    knownHosts,
                    Files.readString(knownHosts) + id.toLowerCase(Locale.ROOT) + " " + sshd.hostKey() + "\n");
        }
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    int port() {
        return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    ArcEmulator emulator() {
        return emulator;
    }

    RunningMachine machine(String name) {
        return emulator.machine(name);
    }

    int openConnections() {
        return machine("web-01").openConnections() + machine("web-02").openConnections();
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    /** Stops the portal as a signal would; its machines stay. */
    void stop() {
        application.close();
    }

    @Override
    public void close() {
        stop();
        emulator.close();
        sshd.close();
    }
}
