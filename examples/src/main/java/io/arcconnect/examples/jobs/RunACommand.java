package io.arcconnect.examples.jobs;

import com.azure.core.credential.TokenCredential;
import io.arcconnect.ArcConnect;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import java.nio.file.Path;
import reactor.core.publisher.Mono;

/** Runs one command and gets what it printed. */
public final class RunACommand {

    private RunACommand() {}

    /**
     * Makes what the other methods need.
     *
     * @param credential such as {@code new DefaultAzureCredentialBuilder().build()}
     * @return an open {@code ArcConnect}; make one per program and close it at the end
     */
    public static ArcConnect open(TokenCredential credential) {
        ArcConnect arc = ArcConnect.builder()
                .credential(credential)
                .servicePolicy(ServicePolicy.ENABLE_IF_MISSING)
                .build();
        return arc;
    }

    /**
     * Asks how long a machine has been up.
     *
     * @param arc the way there
     * @param resourceId which machine
     * @param key the private key of {@code azureuser}
     * @param file an OpenSSH known-hosts file with the machine's host key
     * @return what {@code uptime} printed; {@code ssh.exit_status} when it failed
     */
    public static Mono<String> uptime(ArcConnect arc, String resourceId, Path key, Path file) {
        Ssh ssh = Ssh.as("azureuser").identity(SshIdentity.privateKey(key)).hostKeys(HostKeys.knownHosts(file));

        Mono<String> uptime = arc.machine(resourceId)
                .use(ssh, session -> session.exec("uptime"))
                .map(ExecResult::orThrow)
                .map(ExecResult::stdout);
        return uptime;
    }
}
