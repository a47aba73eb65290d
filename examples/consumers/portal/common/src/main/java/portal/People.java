package portal;

import io.arcconnect.ArcConnect;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A view of ArcConnect for each person, kept between requests, because it holds their relay credentials and pooled sessions.
 * There are no more than the settings say: who has done nothing for the longest time makes room.
 */
@Component
class People {

    private final Map<String, Seat> seats = new LinkedHashMap<>(16, 0.75f, true);
    private final ArcConnect arc;
    private final Credentials credentials;
    private final int most;

    People(ArcConnect arc, Credentials credentials, PortalSettings settings) {
        this.arc = arc;
        this.credentials = credentials;
        this.most = settings.most();
    }

    /** {@return the results of work that is done as a person, whose name is the label in the audit log} */
    <T> Flux<T> as(String person, Function<ArcConnect, Flux<T>> work) {
        return Flux.usingWhen(
                Mono.fromSupplier(() -> sit(person)),
                seat -> work.apply(seat.view),
                seat -> Mono.fromRunnable(() -> leave(seat)));
    }

    /** The person has signed out: what they have open ends. */
    void signOut(String person) {
        Seat seat;
        synchronized (seats) {
            seat = seats.remove(person);
        }
        if (seat != null) {
            seat.close();
        }
    }

    /** {@return how many people's views are kept} */
    int count() {
        synchronized (seats) {
            return seats.size();
        }
    }

    private Seat sit(String person) {
        synchronized (seats) {
            Seat seat = seats.get(person);
            if (seat == null) {
                makeRoom();
                seat = new Seat(person, arc.withCredential(credentials.of(person), person));
                seats.put(person, seat);
            }
            seat.users++;
            return seat;
        }
    }

    private void leave(Seat seat) {
        synchronized (seats) {
            seat.users--;
        }
    }

    private void makeRoom() {
        if (seats.size() >= most) {
            Seat idle = seats.values().stream()
                    .filter(seat -> seat.users == 0)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("too many people are at work, try again later"));
            seats.remove(idle.person);
            idle.close();
        }
    }

    private static final class Seat {

        private final String person;
        private final ArcConnect view;
        private int users;

        Seat(String person, ArcConnect view) {
            this.person = person;
            this.view = view;
        }

        void close() {
            view.close().subscribe();
        }
    }
}
