package io.arcconnect.testkit;

import io.arcconnect.testkit.internal.ArmEffect;
import io.arcconnect.testkit.internal.FaultEffect;
import io.arcconnect.testkit.internal.Terms;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Something that goes wrong. A value: it does nothing until it is armed with {@link RunningMachine#faults} or
 * {@link ArcEmulator#faults}. Once armed it strikes every time until it is cleared, or as often as {@link #times} or as long
 * as {@link #lasting} says. Faults of one kind take effect in the order they were armed.
 *
 * <p>{@link #catalogue()} has one of each, so that a suite can show what a client does about all of them.
 */
public final class Fault extends SftpFaults {

    private final String name;
    private final String detail;
    private final FaultPlace place;
    private final FaultEffect effect;
    private final Terms terms;

    private Fault(String name, String detail, FaultPlace place, FaultEffect effect, Terms terms) {
        this.name = name;
        this.detail = detail;
        this.place = place;
        this.effect = effect;
        this.terms = terms;
    }

    static Fault of(String name, String detail, FaultPlace place, FaultEffect effect) {
        return new Fault(name, detail, place, effect, Terms.ALWAYS);
    }

    /**
     * Lists one fault of every kind there is, with typical arguments: calls are {@link ArmCall#ANY}, connections end after a
     * few KiB, clocks are ten minutes or more off. A new kind of fault is in it.
     *
     * @return by place, then in the order of the documentation; names are unique
     */
    public static List<Fault> catalogue() {
        return FaultCatalogue.all();
    }

    /**
     * Limits how often it strikes.
     *
     * @param count 1 or more
     * @return another fault
     */
    public Fault times(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("times must be 1 or more, got " + count);
        }
        return new Fault(name, detail, place, effect, terms.times(count));
    }

    /**
     * Lets chance decide, each time it could strike. Chance comes from the emulator's seed, see
     * {@link ArcEmulatorBuilder#seed}; {@link #times} counts the strikes.
     *
     * @param probability more than 0, at most 1
     * @return another fault
     */
    public Fault sometimes(double probability) {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be above 0 and at most 1, got " + probability);
        }
        return new Fault(name, detail, place, effect, terms.sometimes(probability));
    }

    /** {@return a fault that strikes once} */
    public Fault once() {
        return times(1);
    }

    /**
     * Limits how long it strikes, by the emulator's clock, from the first time it does; then the next fault of its kind has
     * its turn. With {@link #times}, what is reached first ends it.
     *
     * @param duration positive
     * @return another fault
     */
    public Fault lasting(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("a fault lasts for a positive duration, got " + duration);
        }
        return new Fault(name, detail, place, effect, terms.lasting(duration));
    }

    /**
     * Lets a fault of Azure Resource Manager strike another call.
     *
     * @param call which call
     * @return another fault
     * @throws IllegalStateException when it strikes somewhere else than {@link FaultPlace#ARM}
     */
    public Fault on(ArmCall call) {
        Objects.requireNonNull(call, "call");
        if (!(effect instanceof ArmEffect arm)) {
            throw new IllegalStateException(name + " is no fault of a call of Azure Resource Manager");
        }
        return new Fault(name, detail, place, arm.on(call), terms);
    }

    /**
     * Its name: that of the method that makes it, with the status or code it was given, such as {@code noListeners} or
     * {@code close(1011)}. Names are as stable as methods are.
     *
     * @return unique in {@link #catalogue()}
     */
    public String name() {
        return name;
    }

    /** {@return where it strikes} */
    public FaultPlace place() {
        return place;
    }

    FaultEffect effect() {
        return effect;
    }

    Terms terms() {
        return terms;
    }

    /** {@return its name and its limits, such as {@code close(1011) after 4096 bytes, once}} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        if (effect instanceof ArmEffect arm) {
            text.append(" on ").append(arm.call());
        }
        if (!detail.isEmpty()) {
            text.append(' ').append(detail);
        }
        text.append(terms);
        return text.toString();
    }
}
