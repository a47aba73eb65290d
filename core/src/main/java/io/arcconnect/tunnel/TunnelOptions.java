package io.arcconnect.tunnel;

import io.arcconnect.spi.Route;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import reactor.util.context.ContextView;

/** What tunnels may be told, whatever carries them. */
record TunnelOptions(
        int localPort,
        TrafficLimits limits,
        Optional<Duration> unused,
        boolean keepsListening,
        LocalAccess access,
        Optional<String> action,
        BiFunction<? super Route, ? super ContextView, ? extends TunnelOwner> owner) {

    static final TunnelOptions DEFAULT = new TunnelOptions(
            0,
            TrafficLimits.DEFAULT,
            Optional.empty(),
            false,
            LocalAccess.sameUser(),
            Optional.empty(),
            (route, context) -> TunnelOwner.NOBODY);

    TunnelOptions localPort(int port) {
        return new TunnelOptions(inRange(port, 0), limits, unused, keepsListening, access, action, owner);
    }

    TunnelOptions limits(TrafficLimits newLimits) {
        return new TunnelOptions(localPort, newLimits, unused, keepsListening, access, action, owner);
    }

    TunnelOptions unused(Duration limit) {
        return new TunnelOptions(
                localPort,
                limits,
                Optional.of(Silence.check("endWhenUnused", limit)),
                keepsListening,
                access,
                action,
                owner);
    }

    TunnelOptions keepListening() {
        return new TunnelOptions(localPort, limits, unused, true, access, action, owner);
    }

    TunnelOptions access(LocalAccess newAccess) {
        return new TunnelOptions(localPort, limits, unused, keepsListening, newAccess, action, owner);
    }

    TunnelOptions action(String kind) {
        return new TunnelOptions(localPort, limits, unused, keepsListening, access, Optional.of(kind), owner);
    }

    TunnelOptions owner(BiFunction<? super Route, ? super ContextView, ? extends TunnelOwner> newOwner) {
        return new TunnelOptions(localPort, limits, unused, keepsListening, access, action, newOwner);
    }

    static int inRange(int port, int lowest) {
        if (port < lowest || port > 65_535) {
            throw new IllegalArgumentException("port must be " + lowest + " to 65535, got " + port);
        }
        return port;
    }
}
