package io.arcconnect.internal.arm;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import java.net.URI;
import reactor.core.publisher.Mono;

/**
 * The looks at a long-running operation. A look that fails is a failure to read the operation's state, not a failure of
 * the operation (protocol.md 1.3).
 */
final class PollReads {

    /** Looks in a row that may fail before we say so. The pipeline has repeated each already. */
    private static final int UNREADABLE_LOOKS = 5;

    private final ArmClient client;
    private final MachineId machine;
    private final String extension;
    private final String what;

    /**
     * Looks.
     *
     * @param client reads
     * @param machine whose extension
     * @param extension its name
     * @param what goes on, such as {@code installation}
     */
    PollReads(ArmClient client, MachineId machine, String extension, String what) {
        this.client = client;
        this.machine = machine;
        this.extension = extension;
        this.what = what;
    }

    URI allowed(String address) {
        return client.allowed(machine, address);
    }

    /** The answer of an address, whatever its status. */
    Mono<ArmResponse> answer(URI address) {
        return client.read(ArmCall.POLL, machine, address)
                .onErrorMap(ControlPlaneException.class, error -> new UnreadableLook(error.failure()));
    }

    /** The answer of the extension's own address, whatever its status. */
    Mono<ArmResponse> resourceAnswer() {
        return client.send(ArmCall.POLL, machine, "/extensions/" + extension, ArmVersions.of(machine), null)
                .onErrorMap(ControlPlaneException.class, error -> new UnreadableLook(error.failure()));
    }

    Mono<ArmResponse> read(URI address) {
        return answer(address).flatMap(this::readable);
    }

    Mono<ArmResponse> resource() {
        return resourceAnswer()
                .flatMap(this::readable)
                .flatMap(answer -> answer.json().object("properties").isEmpty()
                        ? Mono.error(new UnreadableLook(Failure.of(
                                        ArcReason.ARM_UNEXPECTED_RESPONSE,
                                        Stage.PROVISION,
                                        "the answer is no extension")
                                .on(machine)))
                        : Mono.just(answer));
    }

    Mono<ArmResponse> readable(ArmResponse answer) {
        return answer.isError()
                ? Mono.error(new UnreadableLook(ArmErrors.of(ArmCall.POLL, machine, answer)))
                : Mono.just(answer);
    }

    Mono<PollLook> again(PollLook look, Failure unreadable) {
        if (look.unreadable() + 1 < UNREADABLE_LOOKS) {
            return Mono.just(look.again());
        }
        boolean ours =
                unreadable.reason() == ArcReason.ARM_UNAUTHENTICATED || unreadable.reason() == ArcReason.ARM_FORBIDDEN;
        return Mono.error(new ControlPlaneException(new Failure(
                ours ? unreadable.reason() : ArcReason.ARM_UNAVAILABLE,
                Stage.PROVISION,
                "the " + what + " was accepted and may go on, but " + UNREADABLE_LOOKS + " looks in a row failed; "
                        + unreadable.detail(),
                unreadable.machine(),
                unreadable.with("accepted", true).facts(),
                unreadable.cause())));
    }
}
