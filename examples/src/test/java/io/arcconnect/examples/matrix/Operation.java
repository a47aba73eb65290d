package io.arcconnect.examples.matrix;

import io.arcconnect.error.ErrorReason;
import io.arcconnect.examples.matrix.Place.Leg;
import io.arcconnect.testkit.ArmCall;
import io.arcconnect.testkit.EmulatedMachine;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/** A column of the matrix: what is done, which way it goes, and what must be left behind. Only its factories change it. */
final class Operation {

    private final String name;
    private final Function<Ground, Mono<?>> work;
    private UnaryOperator<EmulatedMachine> machine = EmulatedMachine::enabled;
    private Consumer<Ground> preparation = ground -> {};
    private List<ArmCall> calls = List.of(ArmCall.LIST_CREDENTIALS, ArmCall.GET_SERVICE_CONFIGURATION);
    private Set<ArmCall> advice = Set.of(ArmCall.GET_SERVICE_CONFIGURATION);
    private Set<Leg> legs = EnumSet.of(Leg.CALL);
    private boolean dialTolerated;
    private int dialsOfOthers;
    private final Map<Leg, Outcome> losses = new EnumMap<>(Leg.class);
    private Remains remains = (ground, outcome) -> {};

    /** Looks at what a run has left behind. */
    interface Remains {
        void check(Ground ground, Outcome outcome);
    }

    private Operation(String name, Function<Ground, Mono<?>> work) {
        this.name = name;
        this.work = work;
    }

    /** Starts with an operation that lists credentials and goes no further, on an enabled Linux machine. */
    static Operation named(String name, Function<Ground, Mono<?>> work) {
        return new Operation(name, work);
    }

    Operation on(UnaryOperator<EmulatedMachine> newMachine) {
        machine = newMachine;
        return this;
    }

    Operation after(Consumer<Ground> newPreparation) {
        preparation = newPreparation;
        return this;
    }

    /** These calls reach Azure Resource Manager in good weather. */
    Operation calling(ArmCall... newCalls) {
        calls = List.of(newCalls);
        advice = Set.of();
        return this;
    }

    /** These calls only advise: whatever they answer, it goes on. */
    Operation advisedBy(ArmCall... newAdvice) {
        advice = Set.of(newAdvice);
        return this;
    }

    /** It gets as far as this leg. */
    Operation until(Leg last) {
        legs = EnumSet.range(Leg.CALL, last);
        return this;
    }

    /** It also comes past these. */
    Operation passing(Leg... more) {
        legs.addAll(List.of(more));
        return this;
    }

    /** Whatever the dial comes to, it goes on. */
    Operation dialingForAdvice() {
        dialTolerated = true;
        return this;
    }

    /** Says what it calls the loss of its connection on a leg. On others the reason stays what it is. */
    Operation losing(Leg during, Outcome outcome) {
        losses.put(during, outcome);
        return this;
    }

    /** Machines that are in no trouble are dialed as well. */
    Operation besides(int others) {
        dialsOfOthers = others;
        return this;
    }

    Operation leaving(Remains newRemains) {
        remains = newRemains;
        return this;
    }

    EmulatedMachine machine(EmulatedMachine plain) {
        return machine.apply(plain);
    }

    void prepare(Ground ground) {
        preparation.accept(ground);
    }

    Mono<?> run(Ground ground) {
        return Mono.defer(() -> work.apply(ground));
    }

    void checkRemains(Ground ground, Outcome outcome) {
        remains.check(ground, outcome);
    }

    /** {@return the call that a place means: for any call the first one} */
    ArmCall meant(Place place) {
        return place.call() == ArmCall.ANY ? calls.get(0) : place.call();
    }

    boolean meets(Place place) {
        return place.leg() == Leg.CALL ? calls.contains(meant(place)) : legs.contains(place.leg());
    }

    boolean tolerates(Place place) {
        return place.leg() == Leg.CALL ? advice.contains(meant(place)) : dialTolerated;
    }

    /** {@return how often a place is passed in good weather} */
    int passages(Place place) {
        return place.leg() == Leg.CALL ? Collections.frequency(calls, meant(place)) : legs.contains(Leg.DIAL) ? 1 : 0;
    }

    int dialsOfOthers() {
        return dialsOfOthers;
    }

    Outcome failing(Leg leg, ErrorReason reason) {
        return losses.getOrDefault(leg, Outcome.failed(reason));
    }

    @Override
    public String toString() {
        return name;
    }
}
