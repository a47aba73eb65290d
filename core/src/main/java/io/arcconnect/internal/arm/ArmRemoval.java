package io.arcconnect.internal.arm;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.ProvisioningException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import java.time.Duration;
import java.util.Locale;
import reactor.core.publisher.Mono;

/**
 * Follows one DELETE of an extension until the extension is gone: {@code Azure-AsyncOperation}, else {@code Location},
 * else the resource itself until it answers 404 (protocol.md 1.3). Waits on Reactor's parallel scheduler.
 */
final class ArmRemoval {

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
     * @param asked what is being deleted
     */
    ArmRemoval(PollReads reads, Duration interval, MachineId machine, ExtensionState asked) {
        this.reads = reads;
        this.interval = interval;
        this.machine = machine;
        this.asked = asked;
    }

    /** Completes when the extension is gone; {@code answer} is the DELETE's own, 2xx. */
    Mono<Void> follow(ArmResponse answer) {
        if (answer.status() != 202) {
            return Mono.empty();
        }
        return Mono.fromCallable(() -> PollLook.at(asked, interval).after(answer, reads::allowed, interval))
                .expand(look ->
                        look.done() ? Mono.empty() : Mono.delay(look.pause()).then(Mono.defer(() -> next(look))))
                .then();
    }

    private Mono<PollLook> next(PollLook look) {
        return look.operation()
                .map(address -> reads.read(address).flatMap(answer -> operation(look, answer)))
                .or(() ->
                        look.location().map(address -> reads.answer(address).flatMap(answer -> location(look, answer))))
                .orElseGet(() -> reads.resourceAnswer().flatMap(answer -> resource(look, answer)))
                .onErrorResume(UnreadableLook.class, unreadable -> reads.again(look, unreadable.failure()));
    }

    private Mono<PollLook> operation(PollLook look, ArmResponse answer) {
        ArmJson json = answer.json();
        return switch (json.text("status").orElse("").toLowerCase(Locale.ROOT)) {
            case "" ->
                Mono.error(new UnreadableLook(ArmErrors.unexpected(ArmCall.POLL, answer, "there is no status")
                        .on(machine)));
            case "succeeded" -> Mono.just(look.ended());
            case "failed" -> failed(ArcReason.PROVISIONING_EXTENSION_FAILED, json.object("error"));
            case "canceled", "cancelled" -> failed(ArcReason.PROVISIONING_CANCELED, json.object("error"));
            default -> Mono.just(look.after(answer, reads::allowed, interval));
        };
    }

    private Mono<PollLook> location(PollLook look, ArmResponse answer) {
        if (answer.status() == 202) {
            return Mono.just(look.after(answer, reads::allowed, interval));
        }
        ArmJson error = answer.json().object("error");
        if (answer.status() == 409 && !error.isEmpty()) {
            return failed(ArcReason.PROVISIONING_EXTENSION_FAILED, error);
        }
        return answer.status() == 404 ? gone(look) : reads.readable(answer).then(gone(look));
    }

    /** Asks the resource itself: an operation that is not known any more tells nothing about it. */
    private Mono<PollLook> gone(PollLook look) {
        return reads.resourceAnswer().flatMap(answer -> resource(look, answer));
    }

    private Mono<PollLook> resource(PollLook look, ArmResponse answer) {
        if (answer.status() == 404) {
            return Mono.just(look.ended());
        }
        return reads.readable(answer).flatMap(read -> {
            ExtensionState state = ArmMachines.extension(read.json());
            return state.provisioningState().equalsIgnoreCase("Failed")
                    ? failed(
                            ArcReason.PROVISIONING_EXTENSION_FAILED, read.json().object("error"))
                    : Mono.just(look.after(read, reads::allowed, interval));
        });
    }

    private Mono<PollLook> failed(ArcReason reason, ArmJson error) {
        String message = ArmErrors.text(error).orElse("the service gives no reason");
        return Mono.error(new ProvisioningException(
                Failure.of(reason, Stage.PROVISION, "deleting " + asked.name() + " failed: " + message)
                        .with("code", error.text("code").orElse(null))
                        .on(machine)));
    }
}
