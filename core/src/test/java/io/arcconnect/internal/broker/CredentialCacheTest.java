package io.arcconnect.internal.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CredentialCacheTest {

    private static final CredentialCache.Key SSH = key(22);

    private final TickingClock clock = new TickingClock();
    private final FakeConnectivity service = new FakeConnectivity(clock);
    private final CredentialCache cache = new CredentialCache(clock, 3);

    @Test
    void get_whenLifeIsLong_thenUntilFiveMinutesBeforeItsEnd() {
        RelayCredentials issued = put(SSH, Duration.ofHours(1));

        clock.advance(Duration.ofMinutes(55).minusMillis(1));
        assertThat(cache.get(SSH)).contains(issued);
        clock.advance(Duration.ofMillis(1));
        assertThat(cache.get(SSH)).isEmpty();
    }

    @Test
    void get_whenLifeIsShort_thenUntilAFifthBeforeItsEnd() {
        RelayCredentials issued = put(SSH, Duration.ofMinutes(10));

        clock.advance(Duration.ofMinutes(8).minusMillis(1));
        assertThat(cache.get(SSH)).contains(issued);
        clock.advance(Duration.ofMillis(1));
        assertThat(cache.get(SSH)).isEmpty();
    }

    @Test
    void put_whenExpiredAlready_thenNotKept() {
        put(SSH, Duration.ofMinutes(-1));

        assertThat(cache.get(SSH)).isEmpty();
    }

    @Test
    void put_whenFull_thenTheLongestUnusedGoes() {
        put(key(1), Duration.ofHours(1));
        put(key(2), Duration.ofHours(1));
        put(key(3), Duration.ofHours(1));

        assertThat(cache.get(key(1))).isPresent();
        put(key(4), Duration.ofHours(1));

        assertThat(cache.get(key(2))).isEmpty();
        assertThat(cache.get(key(1))).isPresent();
        assertThat(cache.get(key(4))).isPresent();
    }

    @Test
    void get_whenOthersHaveExpired_thenTheirSecretsAreLetGo() {
        put(key(1), Duration.ofMinutes(10));
        put(key(2), Duration.ofHours(1));
        clock.advance(Duration.ofMinutes(9));

        assertThat(cache.get(key(2))).isPresent();

        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void put_whenClearedSinceAsking_thenNotKept() {
        int asOf = cache.generation();
        cache.clear();

        cache.put(SSH, issue(Duration.ofHours(1)), asOf);

        assertThat(cache.get(SSH)).isEmpty();
    }

    @Test
    void remove_whenOthersAreThere_thenTheyStay() {
        RelayCredentials old = put(SSH, Duration.ofHours(1));
        RelayCredentials young = put(SSH, Duration.ofHours(1));

        cache.remove(SSH, old);
        assertThat(cache.get(SSH)).contains(young);
        cache.remove(SSH, young);
        assertThat(cache.get(SSH)).isEmpty();
    }

    @Test
    void removeOtherPorts_whenPortMoved_thenOnlyTheNewOneStays() {
        put(SSH, Duration.ofHours(1));
        put(key(2222), Duration.ofHours(1));

        cache.removeOtherPorts(key(2222));

        assertThat(cache.get(SSH)).isEmpty();
        assertThat(cache.get(key(2222))).isPresent();
    }

    private RelayCredentials put(CredentialCache.Key key, Duration lifetime) {
        RelayCredentials issued = issue(lifetime);
        cache.put(key, issued, cache.generation());
        return issued;
    }

    private RelayCredentials issue(Duration lifetime) {
        return service.listCredentials(FakeConnectivity.MACHINE, RelayService.ssh(), lifetime)
                .blockOptional(Duration.ofSeconds(20))
                .orElseThrow();
    }

    private static CredentialCache.Key key(int port) {
        return new CredentialCache.Key(FakeConnectivity.MACHINE, RelayService.ssh(port));
    }
}
