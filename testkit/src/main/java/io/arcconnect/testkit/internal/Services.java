package io.arcconnect.testkit.internal;

import io.arcconnect.testkit.internal.arm.ArmCalls;
import io.arcconnect.testkit.internal.arm.ArmDoor;
import io.arcconnect.testkit.internal.net.FrontDoor;
import io.arcconnect.testkit.internal.relay.Relay;
import io.netty.handler.codec.http.HttpObjectAggregator;
import java.util.List;

/** Puts Azure Resource Manager and the relay behind one port. */
public final class Services {

    private static final int LARGEST_BODY = 1 << 20;

    private Services() {}

    /**
     * Begins to serve.
     *
     * @param door the port
     * @param arm answers requests
     * @param relay answers dials and listeners
     * @param journal is told of requests
     */
    public static void open(FrontDoor door, ArmCalls arm, Relay relay, Journal journal) {
        door.serve(request -> Relay.owns(request.uri())
                ? relay.handlers()
                : List.of(new HttpObjectAggregator(LARGEST_BODY), new ArmDoor(arm, journal)));
    }
}
