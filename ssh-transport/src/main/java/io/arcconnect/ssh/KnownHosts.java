package io.arcconnect.ssh;

import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.internal.knownhosts.KnownHostsFile;
import io.arcconnect.ssh.internal.knownhosts.PublicKeyText;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What an OpenSSH known-hosts file has of machines, to look at and to change: {@link #forget} is what
 * {@code ssh.host_key_changed} asks for once it is known that the machine was reinstalled. Sessions that are open go on; those
 * to come see the change, because they read the file again. Safe for several threads, for several processes of this library,
 * and beside OpenSSH, which knows no lock: only what it adds in the moment of a {@link #forget} may be lost.
 *
 * <p>Subscribing is what reads or writes, on Reactor's bounded elastic scheduler. <b>Error:</b> {@code IOException} when the
 * file cannot be read or written.
 */
public final class KnownHosts {

    private final KnownHostsFile file;

    private KnownHosts(Path file) {
        this.file = new KnownHostsFile(file);
    }

    /**
     * Names a file.
     *
     * @param file in OpenSSH's format; a missing one has no entries
     * @return its entries
     */
    public static KnownHosts in(Path file) {
        return new KnownHosts(Objects.requireNonNull(file, "file"));
    }

    /**
     * Looks a machine up.
     *
     * @param machine which
     * @return its keys that are believed, hashed entries and patterns included; not authorities, and not what is revoked
     */
    public Mono<List<HostKey>> keys(MachineId machine) {
        Objects.requireNonNull(machine, "machine");
        return blocking(() -> keys(file.keysOf(machine.key()).hostKeys()));
    }

    /**
     * Adds keys that are known from elsewhere, such as from an inventory, beside those that the file has.
     *
     * @param machine whose
     * @param first see {@link HostKey#parse}
     * @param more further keys; what is known already is not added twice
     * @return completes when they are in the file, which is created, readable by its owner only, when missing
     */
    public Mono<Void> add(MachineId machine, HostKey first, HostKey... more) {
        Objects.requireNonNull(machine, "machine");
        List<PublicKeyText> texts = Stream.concat(Stream.of(first), Stream.of(more))
                .map(HostKey::text)
                .toList();
        return blocking(() -> {
                    file.add(machine.key(), texts);
                    return true;
                })
                .then();
    }

    /**
     * Forgets a machine's keys: lines with its resource id or the hash of it. Patterns, authorities and what is revoked stay.
     *
     * @param machine which
     * @return the keys that were forgotten; none when there were none
     */
    public Mono<List<HostKey>> forget(MachineId machine) {
        Objects.requireNonNull(machine, "machine");
        return blocking(() -> keys(file.remove(machine.key())));
    }

    private static List<HostKey> keys(List<PublicKeyText> texts) {
        return texts.stream().map(HostKey::new).toList();
    }

    private static <T> Mono<T> blocking(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }

    /** {@return where} */
    @Override
    public String toString() {
        return "KnownHosts[" + file.path() + "]";
    }
}
