package consumer;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.RunningMachine;
import java.time.Duration;

/** Somebody else's program: one command on an emulated machine, with whatever versions its build chose. */
public final class ExecOnEmulator {

    private ExecOnEmulator() {}

    public static void main(String[] args) {
        EmulatedMachine machine = EmulatedMachine.linux("web-01")
                .enabled()
                .ssh(EmbeddedSsh.create().password("azureuser", "correct horse"));
        try (ArcEmulator emulator = ArcEmulator.builder().machine(machine).start()) {
            RunningMachine running = emulator.machine("web-01");
            Ssh ssh = Ssh.as("azureuser")
                    .identity(SshIdentity.password(Secret.of("correct horse")))
                    .hostKeys(HostKeys.pinned(running.hostKeyFingerprint()));
            ArcConnect arc = emulator.arcConnect().build();
            String hello = arc.machine(running.id())
                    .use(ssh, session -> session.exec("echo hello"))
                    .map(ExecResult::orThrow)
                    .map(ExecResult::stdout)
                    .block(Duration.ofSeconds(60));
            arc.close().block(Duration.ofSeconds(10));
            if (!"hello\n".equals(hello)) {
                throw new IllegalStateException("unexpected output: " + hello);
            }
        }
        System.out.println("exec held with Netty " + version(io.netty.util.concurrent.Future.class) + ", reactor-netty "
                + version(reactor.netty.http.client.HttpClient.class) + ", reactor-core "
                + version(reactor.core.publisher.Mono.class) + ", Java " + Runtime.version().feature());
    }

    private static String version(Class<?> type) {
        String jar = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return jar.replaceAll(".*-([0-9][0-9A-Za-z.]*)\\.jar", "$1");
    }
}
