package io.arcconnect.cli.openssh;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code Host} blocks of {@code ssh_config(5)} that reach machines through {@code arcconnect proxy}. Pure.
 *
 * @param system whose ssh reads it
 * @param login how to log in to all of them
 * @param program what starts this command again, with the arguments that say where Azure is
 * @param options further arguments of {@code proxy}, such as the port
 */
public record SshConfigText(ClientSystem system, ClientLogin login, List<String> program, List<String> options) {

    /** Copies the words. */
    public SshConfigText {
        program = List.copyOf(program);
        options = List.copyOf(options);
    }

    /**
     * Writes the blocks.
     *
     * @param hosts which machines
     * @return the text, with a newline at the end unless it is empty
     * @throws IllegalArgumentException when something cannot be written so that ssh reads it as it is
     */
    public String of(List<SshHost> hosts) {
        return hosts.stream().flatMap(this::lines).map(ClientSystem::oneLine).collect(Collectors.joining("\n"))
                + (hosts.isEmpty() ? "" : "\n");
    }

    /**
     * Says how a machine is reached.
     *
     * @param host which
     * @return the command for {@code ProxyCommand}, word by word
     */
    public List<String> proxy(SshHost host) {
        return Stream.of(
                        program,
                        List.of("proxy", "--resource-id", host.machine().resourceId()),
                        options)
                .flatMap(List::stream)
                .toList();
    }

    private Stream<String> lines(SshHost host) {
        return Stream.of(
                        Stream.of("Host " + String.join(" ", host.aliases())),
                        host.hostName().stream().map(name -> "HostName " + name),
                        Stream.of(
                                "HostKeyAlias " + host.machine().key(),
                                "UserKnownHostsFile " + system.file(login.knownHosts()),
                                "StrictHostKeyChecking " + (login.acceptNew() ? "accept-new" : "yes")),
                        login.user().stream().map(user -> "User \"" + user + '"'),
                        // A server counts each key that an agent offers as a try.
                        login.identity().stream()
                                .flatMap(file -> Stream.of("IdentityFile " + system.file(file), "IdentitiesOnly yes")),
                        login.certificate().stream().map(file -> "CertificateFile " + system.file(file)),
                        Stream.of("ProxyCommand " + system.command(proxy(host))))
                .flatMap(lines -> lines)
                .map(line -> line.startsWith("Host ") ? line : "    " + line);
    }
}
