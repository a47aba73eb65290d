package io.arcconnect;

import io.arcconnect.internal.plan.ConnectPlanner;

/** Makes the planner of one machine. */
final class Planners {

    private Planners() {}

    /**
     * @throws IllegalStateException when there is nothing to read and write the endpoint with
     */
    static ConnectPlanner of(Ground ground, Caller caller, DefaultRoute route) {
        return new ConnectPlanner(new ConnectPlanner.Ports(
                caller.resources(),
                caller.compute(),
                caller.connectivity()
                        .orElseThrow(() -> new IllegalStateException(
                                "a plan needs the port hybridConnectivity(…), and only others were given")),
                caller.provisioner(),
                (credentials, service) -> caller.dialing()
                        .dial(new FixedCredentials(credentials), route.machine(), service)
                        .map(route.openThings()::track),
                (credentials, service) ->
                        ground.dialer().dial(credentials, service).map(route.openThings()::track),
                ground.pollInterval(),
                ground.provisioningDeadline(),
                ground.clock(),
                caller.reporter()));
    }
}
