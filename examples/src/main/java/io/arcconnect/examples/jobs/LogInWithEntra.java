package io.arcconnect.examples.jobs;

import io.arcconnect.ArcMachine;
import io.arcconnect.entra.EntraCertificates;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import reactor.core.publisher.Mono;

/** Logs in to a Linux machine with a certificate of Microsoft Entra ID. */
public final class LogInWithEntra {

    private LogInWithEntra() {}

    /**
     * Lets the person sign in, and asks the machine who that is there.
     *
     * @param machine a Linux machine with the extension AADSSHLogin
     * @param certificates who asks: {@code EntraCertificates.of(EntraLogin.deviceCode(tenant, prompt -> …))} for a person,
     *     {@code EntraLogin.clientSecret(…)} for a service principal
     * @param hostKeys which machine keys are believed
     * @return the account's name on the machine
     */
    public static Mono<String> whoAmI(ArcMachine machine, EntraCertificates certificates, HostKeys hostKeys) {
        Ssh ssh = Ssh.certified(certificates).hostKeys(hostKeys);

        return certificates
                .signIn()
                .then(machine.use(ssh, session -> session.exec("whoami")))
                .map(ExecResult::orThrow)
                .map(result -> result.stdout().strip());
    }
}
