package io.arcconnect.examples.jobs;

import io.arcconnect.model.Secret;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.ssh.SshResponder;
import java.nio.file.Path;
import reactor.core.publisher.Mono;

/** Logs in with whatever the machine accepts first. */
public final class LogIn {

    private LogIn() {}

    /**
     * Names identities in the order in which they are tried.
     *
     * @param user account on the machine
     * @param file a private key
     * @param passphrase asks for the key's passphrase, if it has one and the machine would take the key
     * @param oneTimeCode answers what the server asks
     * @param password the last resort
     * @param hostKeys which machine keys are believed
     * @return how to log in
     */
    public static Ssh login(
            String user,
            Path file,
            Mono<Secret> passphrase,
            SshResponder oneTimeCode,
            Secret password,
            HostKeys hostKeys) {
        return Ssh.as(user)
                .identity(SshIdentity.agent())
                .identity(SshIdentity.privateKey(file, passphrase.cache()))
                .identity(SshIdentity.keyboardInteractive(oneTimeCode))
                .identity(SshIdentity.password(password))
                .hostKeys(hostKeys);
    }
}
