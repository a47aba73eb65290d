package io.arcconnect.internal.diagnose;

/** The names of the steps, in their order. They are part of the public contract. */
final class StepNames {

    static final String PROVIDER = "provider.registered";
    static final String MACHINE = "machine.found";
    static final String STATUS = "machine.status";
    static final String AGENT = "agent.version";
    static final String OS = "machine.os";
    static final String EXTENSION = "extension.openssh";
    static final String ENDPOINT = "endpoint.exists";
    static final String SERVICE = "service.configured";
    static final String ROLE = "role.connect";
    static final String PRIVATE_LINK = "network.private_link";
    static final String PATH = "network.path";
    static final String DNS = "network.dns";
    static final String TCP = "network.tcp";
    static final String TLS = "network.tls";
    static final String UPGRADE = "relay.upgrade";
    static final String ENTITY = "relay.entity";
    static final String LISTENER = "relay.listener";
    static final String TARGET = "relay.target";
    static final String BANNER = "ssh.banner";
    static final String PROTOCOL = "protocol";

    private StepNames() {}
}
