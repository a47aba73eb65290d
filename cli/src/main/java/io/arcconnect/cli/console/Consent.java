package io.arcconnect.cli.console;

import io.arcconnect.model.MachineId;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * Whether a person agrees. The library never asks: it takes a plan as the consent to it.
 *
 * @param given on the command line
 * @param terminal where to ask otherwise
 */
public record Consent(boolean given, Terminal terminal) {

    /**
     * Asks the person to type the machine's name, unless consent was given on the command line.
     *
     * @param what would be done, such as {@code do this}
     * @param machine to which machine
     * @param out where to say that it was declined
     * @return whether the person agrees
     */
    public boolean to(String what, MachineId machine, PrintWriter out) {
        if (given) {
            return true;
        }
        out.flush();
        Optional<String> typed = terminal.ask("Type " + machine.name() + " to " + what + ": ");
        if (typed.isEmpty()) {
            out.println("Nobody can be asked: there is no terminal. Add --yes to agree. Nothing was written.");
            return false;
        }
        boolean agreed = typed.get().strip().equals(machine.name());
        if (!agreed) {
            out.println("Declined. Nothing was written.");
        }
        return agreed;
    }
}
