package io.arcconnect.internal.arm;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.ProvisioningException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Follows one PUT of an extension to its end, however the service wants it followed: {@code Azure-AsyncOperation}, else
 * {@code Location}, else the resource's own {@code provisioningState} (protocol.md 1.3). Written here because the SDK's
 * poller reports Failed and Canceled in ways that are easy to miss, gives up at the first unreadable look and sends the
 * token to any host (libraries.md 2). Waits on Reactor's parallel scheduler.
 */
final class ArmPolling {

    /** Answers of a {@code Location} that are what the PUT itself would have been refused with. */
    private static final Set<Integer> REFUSALS = Set.of(400, 409, 412, 422);

    private final PollReads reads;
    private final Duration interval;
    private final MachineId machine;
    private final ExtensionState asked;

    /**
     * Follows.
     *
     * @param reads looks
     * @param interval between two looks when the service does not say
     * @param machine whose extension
     * @param asked what is known of the extension while answers have no body
     */
    ArmPolling(PollReads reads, Duration interval, MachineId machine, ExtensionState asked) {
        this.reads = reads;
        this.interval = interval;
        this.machine = machine;
        this.asked = asked;
    }

    /**
     * Follows an accepted PUT.
     *
     * @param answer of the PUT, 2xx
     * @return the state after each look, the last one succeeded
     */
    Flux<ExtensionState> follow(ArmResponse answer) {
        return Mono.defer(() -> first(answer))
                .expand(look ->
                        look.done() ? Mono.empty() : Mono.delay(look.pause()).then(Mono.defer(() -> next(look))))
                .map(PollLook::state);
    }

    /** A terminal state in a 200 or 201 is the end, whatever addresses come with it; a 202 never is. */
    private Mono<PollLook> first(ArmResponse answer) {
        ArmJson properties = answer.json().object("properties");
        ExtensionState state = properties.isEmpty() ? asked : ArmMachines.extension(answer.json());
        boolean told = properties.text("provisioningState").isPresent() || !PollLook.namesAddress(answer);
        boolean ended = answer.status() != 202 && !properties.isEmpty() && told && state.isTerminal();
        PollLook look = PollLook.at(state, interval);
        return ended
                ? settle(look)
                : Mono.just(look.after(answer, reads::allowed, interval).showing(running(state)));
    }

    private Mono<PollLook> next(PollLook look) {
        return look.operation()
                .map(address -> reads.read(address).flatMap(answer -> operation(look, answer)))
                .or(() ->
                        look.location().map(address -> reads.answer(address).flatMap(answer -> location(look, answer))))
                .orElseGet(() -> resource())
                .onErrorResume(UnreadableLook.class, unreadable -> reads.again(look, unreadable.failure()));
    }

    private Mono<PollLook> operation(PollLook look, ArmResponse answer) {
        ArmJson json = answer.json();
        String status = json.text("status").orElse("");
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "" ->
                Mono.error(new UnreadableLook(ArmErrors.unexpected(ArmCall.POLL, answer, "there is no status")
                        .on(machine)));
            case "succeeded" -> resource();
            case "failed" -> failed(ArcReason.PROVISIONING_EXTENSION_FAILED, json.object("error"));
            case "canceled", "cancelled" -> failed(ArcReason.PROVISIONING_CANCELED, json.object("error"));
            default ->
                Mono.just(look.after(answer, reads::allowed, interval)
                        .showing(ArmMachines.withState(look.state(), status)));
        };
    }

    private Mono<PollLook> location(PollLook look, ArmResponse answer) {
        if (answer.status() == 202) {
            return Mono.just(look.after(answer, reads::allowed, interval));
        }
        ArmJson error = answer.json().object("error");
        return REFUSALS.contains(answer.status()) && !error.isEmpty()
                ? failed(refusal(error), error)
                : reads.readable(answer).flatMap(read -> resource());
    }

    /** A {@code Location} has no status but that of HTTP: what ended it says the code. */
    private static ArcReason refusal(ArmJson error) {
        String code = error.text("code").orElse("").toLowerCase(Locale.ROOT);
        return code.contains("cancel") ? ArcReason.PROVISIONING_CANCELED : ArcReason.PROVISIONING_EXTENSION_FAILED;
    }

    private Mono<PollLook> resource() {
        return reads.resource()
                .flatMap(answer -> settle(PollLook.at(ArmMachines.extension(answer.json()), answer.pause(interval))));
    }

    private Mono<PollLook> settle(PollLook look) {
        ExtensionState state = look.state();
        if (!state.isTerminal()) {
            return Mono.just(look);
        }
        if (state.isSucceeded()) {
            return Mono.just(look.ended());
        }
        boolean canceled = state.provisioningState().equalsIgnoreCase("Canceled");
        ArcReason reason = canceled ? ArcReason.PROVISIONING_CANCELED : ArcReason.PROVISIONING_EXTENSION_FAILED;
        String code = state.instanceView().map(view -> view.status().code()).orElse("");
        return Mono.error(failure(reason, state.message(), code));
    }

    /** An operation's end that is no success. Where it has no words, the agent's report on the extension may have. */
    private Mono<PollLook> failed(ArcReason reason, ArmJson error) {
        String code = error.text("code").orElse("");
        return Mono.justOrEmpty(ArmErrors.text(error))
                .switchIfEmpty(reads.resource()
                        .map(answer -> ArmMachines.extension(answer.json()).message())
                        .onErrorResume(UnreadableLook.class, unreadable -> Mono.just("")))
                .flatMap(message -> Mono.error(failure(reason, message, code)));
    }

    private ProvisioningException failure(ArcReason reason, String message, String code) {
        String text = message.isBlank() ? "the service gives no reason" : message;
        return new ProvisioningException(Failure.of(reason, Stage.PROVISION, asked.name() + ": " + text)
                .with("code", code)
                .on(machine));
    }

    private static ExtensionState running(ExtensionState state) {
        return state.isTerminal() ? ArmMachines.withState(state, "Accepted") : state;
    }
}
