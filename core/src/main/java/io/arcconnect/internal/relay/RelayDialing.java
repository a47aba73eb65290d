package io.arcconnect.internal.relay;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.RelayException;
import io.arcconnect.internal.time.ServiceClock;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.RelayCredentialBroker;
import io.arcconnect.spi.RelayDialer;
import io.arcconnect.spi.Reporter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Credentials, then a dial that is patient where patience helps: an agent that does not listen yet is waited for with the
 * <em>same</em> credentials, because asking again may name another hybrid connection that the agent has still to find
 * (protocol.md 2.2 and 3.4). Refused credentials are renewed once, and so are those that the agent rejects.
 */
public final class RelayDialing {

    private static final Set<ArcReason> WORTH_WAITING = Set.of(
            ArcReason.RELAY_LISTENER_NOT_FOUND, ArcReason.RELAY_UNAVAILABLE, ArcReason.RELAY_HANDSHAKE_TIMED_OUT);

    /** 1, 2, 4, then 5 seconds, as other clients of the relay do (protocol.md 3.3). */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final RelayDialer dialer;
    private final Duration newSetupBudget;
    private final Duration budget;
    private final ServiceClock clock;
    private final AgentAbsence absence;
    private final Reporter reporter;
    private final Optional<DialHedge> hedge;

    /**
     * Makes it.
     *
     * @param dialer dials once
     * @param newSetupBudget how long to wait after a service was set up, counted from then
     * @param budget how long to wait otherwise
     * @param clock tells how long ago a set-up was
     * @param reporter hears of waiting and of success
     * @param absence says more about an agent that does not come
     * @param hedge lets a try that takes too long have a second one beside it
     */
    public RelayDialing(
            RelayDialer dialer,
            Duration newSetupBudget,
            Duration budget,
            Clock clock,
            Reporter reporter,
            AgentAbsence absence,
            Optional<DialHedge> hedge) {
        this.dialer = dialer;
        this.newSetupBudget = newSetupBudget;
        this.budget = budget;
        this.clock = ServiceClock.of(clock);
        this.absence = absence;
        this.reporter = reporter;
        this.hedge = hedge;
    }

    /**
     * Opens a stream.
     *
     * @param broker where credentials come from
     * @param machine to which machine
     * @param service to what
     * @return the open stream
     */
    public Mono<DuplexStream> dial(RelayCredentialBroker broker, MachineId machine, RelayService service) {
        return Mono.deferContextual(context -> {
            DialReport report = new DialReport(reporter, reporter.origin(machine, context), service);
            return broker.credentials(machine, service)
                    .flatMap(credentials -> patiently(broker, credentials, service, report)
                            .onErrorResume(
                                    RelayDialing::mayBeStale,
                                    refused -> broker.renew(machine, service, credentials)
                                            .flatMap(renewed -> patiently(broker, renewed, service, report))))
                    .onErrorResume(RelayException.class, error -> explained(machine, error))
                    .doOnNext(report::dialed)
                    .doOnError(ArcConnectException.class, report::failed);
        });
    }

    /**
     * Refused credentials, and a rejection by the agent, which may mean that somebody has moved the service since they were
     * issued (protocol.md 9, row 10): the broker then finds the other port.
     */
    private static boolean mayBeStale(Throwable error) {
        return has(error, ArcReason.RELAY_TOKEN_EXPIRED) || has(error, ArcReason.RELAY_AGENT_REJECTED);
    }

    private Mono<DuplexStream> explained(MachineId machine, RelayException error) {
        if (has(error, ArcReason.RELAY_TOKEN_EXPIRED)) {
            return Mono.error(clock.skewInWords()
                    .map(skew -> new RelayException(error.failure()
                            .as(ArcReason.RELAY_TOKEN_EXPIRED, error.failure().detail() + "; " + skew)))
                    .orElse(error));
        }
        return has(error, ArcReason.RELAY_LISTENER_NOT_FOUND) || has(error, ArcReason.RELAY_HANDSHAKE_TIMED_OUT)
                ? absence.explain(machine, error).flatMap(Mono::error)
                : Mono.error(error);
    }

    private Mono<DuplexStream> patiently(
            RelayCredentialBroker broker, RelayCredentials credentials, RelayService service, DialReport report) {
        Duration limit = budgetFor(credentials);
        return once(broker, credentials, service, report)
                .retryWhen(Retry.from(failures -> failures.concatMap(failure -> {
                    Throwable error = failure.failure();
                    Duration waited = report.elapsed();
                    Duration pause = pauseBefore(failure.totalRetries() + 1);
                    if (!(error instanceof RelayException answer) || !isWorthWaiting(answer)) {
                        return Mono.<Long>error(error);
                    }
                    if (waited.plus(pause).compareTo(limit) > 0) {
                        return Mono.<Long>error(afterWaiting(answer, waited));
                    }
                    report.waiting(waited, limit, answer);
                    return Mono.delay(pause);
                })));
    }

    /**
     * A refusal of the credentials may also come later, in the middle of a session (protocol.md 3.6). Forbidden ones are not
     * asked for anew here, but whoever dials next gets others, such as once the machine's new place is known.
     */
    private Mono<DuplexStream> once(
            RelayCredentialBroker broker, RelayCredentials credentials, RelayService service, DialReport report) {
        Consumer<Throwable> forget = error -> {
            if (has(error, ArcReason.RELAY_TOKEN_EXPIRED) || has(error, ArcReason.RELAY_FORBIDDEN)) {
                broker.rejected(credentials.machine(), service, credentials);
            }
        };
        Mono<DuplexStream> single = report.attempt(Mono.defer(() -> dialer.dial(credentials, service)), forget)
                .doOnError(forget);
        return hedge.map(wanted -> wanted.dial(credentials.relayHost(), single, report::hedged))
                .orElse(single);
    }

    private Duration budgetFor(RelayCredentials credentials) {
        Instant now = clock.instant();
        return credentials
                .enabledOn()
                .map(enabled -> newSetupBudget.minus(Duration.between(enabled, now)))
                .filter(rest -> rest.compareTo(budget) > 0)
                .orElse(budget);
    }

    private static Duration pauseBefore(long retry) {
        Duration pause = Duration.ofSeconds(1L << Math.min(retry - 1, 3));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private static RelayException afterWaiting(RelayException last, Duration waited) {
        RelayException total = new RelayException(
                last.failure().with("waited", waited.toSeconds() + "s").causedBy(last));
        return total;
    }

    private static boolean isWorthWaiting(RelayException error) {
        return error.reason() instanceof ArcReason reason && WORTH_WAITING.contains(reason);
    }

    private static boolean has(Throwable error, ArcReason reason) {
        return error instanceof RelayException relay && relay.reason() == reason;
    }
}
