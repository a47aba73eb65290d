package io.arcconnect.tunnel;

import io.arcconnect.internal.access.ConnectionOwners;
import io.arcconnect.internal.access.Finding;
import io.arcconnect.spi.LocalConnection;
import reactor.core.publisher.Mono;

/**
 * Asks the operating system whose a connection is.
 *
 * @param name for people
 * @param owners what it tells
 */
record OwnedAccess(String name, ConnectionOwners owners) implements PromptAccess {

    /** The flag says whether this system tells. */
    static LocalAccess sameUser(boolean isTold) {
        String name = "sameUser";
        return isTold
                ? new OwnedAccess(name, ConnectionOwners.sameUser())
                : new FixedAccess(name, AccessDecision.unknown("whose a connection is can be told on Linux only"));
    }

    /** The flag says whether this system tells. */
    static LocalAccess onlyProcess(long pid, boolean isTold) {
        if (pid < 1) {
            throw new IllegalArgumentException("a process has a number of 1 or more, not " + pid);
        }
        if (!isTold) {
            throw new UnsupportedOperationException("which process a connection is of can be told on Linux only;"
                    + " elsewhere there are sameUser() and anyLocal()");
        }
        return new OwnedAccess("onlyProcess(" + pid + ")", ConnectionOwners.family(pid));
    }

    @Override
    public Mono<AccessDecision> decide(LocalConnection connection) {
        return Mono.defer(() -> owners.find(connection.remoteAddress(), connection.localAddress()))
                .map(OwnedAccess::decision);
    }

    private static AccessDecision decision(Finding finding) {
        return switch (finding.kind()) {
            case OURS -> AccessDecision.admitted();
            case NOT_OURS -> AccessDecision.refused(finding.why());
            case CANNOT_TELL -> AccessDecision.unknown(finding.why());
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
