package portal;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Out of service while the portal stops, down while no machine can be reached at all. */
@Component
class ArcConnectHealth implements HealthIndicator {

    private final Farewell farewell;
    private final Reachability reachability;
    private final People people;

    ArcConnectHealth(Farewell farewell, Reachability reachability, People people) {
        this.farewell = farewell;
        this.reachability = reachability;
        this.people = people;
    }

    @Override
    public Health health() {
        Health.Builder health =
                farewell.isSaid() ? Health.outOfService() : reachability.isCutOff() ? Health.down() : Health.up();
        reachability.lastFailure().ifPresent(failure -> health.withDetail("last", failure.getMessage()));
        return health.withDetail("people", people.count()).build();
    }
}
