package io.arcconnect.examples.jobs;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.MachineId;
import io.arcconnect.rdp.Rdp;
import io.arcconnect.ssh.Ssh;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import reactor.core.publisher.Flux;

/** Holds remote desktops of several machines open at once, each at a port of its own. */
public final class OpenSeveralDesktops {

    private OpenSeveralDesktops() {}

    /**
     * Opens all, tells of each as it is ready, and holds those that opened. A machine that is off, or whose Remote Desktop is,
     * is a line of the result and stops nobody else. A tunnel ends when nobody has been connected for an hour.
     *
     * @param arc whose caller may reach the machines
     * @param machines which
     * @param ssh how to log in to their SSH servers
     * @param ready told where each machine's desktop is
     * @return a line for each machine when its tunnel has ended, or when there was none; cancelling closes all
     */
    public static Flux<String> tunnels(
            ArcConnect arc, List<ArcMachine> machines, Ssh ssh, BiConsumer<MachineId, InetSocketAddress> ready) {
        Rdp rdp = Rdp.over(ssh).endWhenUnused(Duration.ofHours(1));
        return arc.fleet(machines)
                .concurrency(machines.size())
                .each(machine -> machine.use(rdp, tunnel -> {
                    ready.accept(machine.id(), tunnel.localAddress());
                    return tunnel.onClose();
                }))
                .map(outcome -> outcome.toString());
    }
}
