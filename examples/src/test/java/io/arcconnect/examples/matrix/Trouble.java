package io.arcconnect.examples.matrix;

import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.error.ErrorReason;
import io.arcconnect.ssh.Sftp;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.Fault;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A row of the matrix: what goes wrong, where, and the rule for what must come of it. Only its factories change it.
 */
final class Trouble {

    private final Place place;
    private final Fault fault;
    private final boolean passing;
    private final Function<Operation, Optional<ErrorReason>> reason;
    private Tries tries = Tries.ONCE;
    private String title;
    private boolean lasting;
    private boolean late;
    private Consumer<ArcConnectBuilder> options = any -> {};
    private UnaryOperator<Ssh> login = UnaryOperator.identity();
    private UnaryOperator<Sftp> transfers = UnaryOperator.identity();
    private UnaryOperator<EmulatedMachine> machine = UnaryOperator.identity();

    private Trouble(Place place, Fault fault, boolean passing, Function<Operation, Optional<ErrorReason>> reason) {
        this.place = place;
        this.fault = fault;
        this.passing = passing;
        this.reason = reason;
        this.title = fault.toString();
    }

    /** Fails whoever meets it, at once. */
    static Trouble fatal(Place place, ErrorReason reason, Fault fault) {
        return fatal(place, any -> reason, fault);
    }

    /** Fails whoever meets it, at once, with a reason that depends on who does. */
    static Trouble fatal(Place place, Function<Operation, ErrorReason> reason, Fault fault) {
        return new Trouble(place, fault, false, reason.andThen(Optional::of));
    }

    /** Fails those for whom there is a reason, at once. */
    static Trouble depending(Place place, Function<Operation, Optional<ErrorReason>> reason, Fault fault) {
        return new Trouble(place, fault, false, reason);
    }

    /** Is survived by everybody, without anything being tried again. */
    static Trouble harmless(Place place, Fault fault) {
        return new Trouble(place, fault, false, any -> Optional.empty());
    }

    /** Two rows: one time, which is survived, and without end, which is not. */
    static List<Trouble> stubborn(Place place, Tries tries, ErrorReason reason, Fault fault) {
        return List.of(
                new Trouble(place, fault.once(), true, any -> Optional.of(reason)).trying(tries),
                fatal(place, reason, fault).trying(tries));
    }

    Trouble trying(Tries newTries) {
        tries = newTries;
        return this;
    }

    /** Says what the fault's name leaves out. */
    Trouble where(String detail) {
        title = title + ", " + detail;
        return this;
    }

    /** The service said that it lasts, so the next call fares no better. */
    Trouble thatLasts() {
        lasting = true;
        return this;
    }

    /** It comes when the operation has been done before, so that the machine is known. */
    Trouble afterOneRun() {
        late = true;
        return this;
    }

    Trouble with(Consumer<ArcConnectBuilder> newOptions) {
        options = newOptions;
        return this;
    }

    Trouble loggingIn(UnaryOperator<Ssh> newLogin) {
        login = newLogin;
        return this;
    }

    Trouble transferringBy(UnaryOperator<Sftp> newTransfers) {
        transfers = newTransfers;
        return this;
    }

    Trouble on(UnaryOperator<EmulatedMachine> newMachine) {
        machine = newMachine;
        return this;
    }

    Place place() {
        return place;
    }

    Fault fault() {
        return fault;
    }

    boolean isPassing() {
        return passing;
    }

    boolean isLate() {
        return late;
    }

    boolean isLasting() {
        return lasting;
    }

    Tries tries() {
        return tries;
    }

    /** {@return what an operation that meets it fails with; empty when it is survived} */
    Optional<ErrorReason> reasonFor(Operation operation) {
        return reason.apply(operation);
    }

    void set(ArcConnectBuilder builder) {
        options.accept(builder);
    }

    Ssh login(Ssh plain) {
        return login.apply(plain);
    }

    Sftp transferring(Sftp plain) {
        return transfers.apply(plain);
    }

    EmulatedMachine machine(EmulatedMachine plain) {
        return machine.apply(plain);
    }

    @Override
    public String toString() {
        return title;
    }
}
