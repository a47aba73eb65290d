package io.arcconnect.ssh.internal.sftp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalInt;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Carries one file from the machine. */
public final class FileDownload {

    private final Carrier carrier;
    private final RemoteFiles files;
    private final TransferPlan plan;

    /**
     * Takes what it works with.
     *
     * @param carrier which
     */
    public FileDownload(Carrier carrier) {
        this.carrier = carrier;
        this.files = carrier.files();
        this.plan = carrier.plan();
    }

    /**
     * Carries a file. What is incomplete is removed again, unless the plan is to resume.
     *
     * @param source a regular file of the machine, or a link to one
     * @param target its name on this computer
     * @return the end
     */
    public Mono<Void> run(String source, Path target) {
        return files.stat(source, true)
                .flatMap(facts -> facts.isDirectory()
                        ? Mono.error(new StatusFailure(StatusCode.FAILURE, "it is a directory", "download", source))
                        : run(source, facts, target));
    }

    /** As above, for a file that has been looked at. */
    Mono<Void> run(String source, Attributes facts, Path target) {
        return Mono.defer(() -> {
            Meter.File meter = carrier.meter().file(source, facts.size().orElse(0));
            return carrier.local(() -> isThere(target, facts))
                    .flatMap(there -> there
                            ? Mono.<Void>fromRunnable(meter::unchanged)
                            : carrier.local(() -> last(target, facts))
                                    .flatMap(last -> carried(source, last, target, meter)));
        });
    }

    private boolean isThere(Path target, Attributes facts) throws IOException {
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(target.toString(), null, "it is a directory");
        }
        if (Files.exists(target)
                && Files.readAttributes(target, BasicFileAttributes.class).isOther()) {
            throw new FileSystemException(target.toString(), null, "a device, a pipe or a socket is not replaced");
        }
        if (!plan.resume() || !Files.isRegularFile(target)) {
            return false;
        }
        LocalFacts here = LocalFacts.of(target);
        return here.size() == facts.size().orElse(-1)
                && here.modified() == facts.modified().orElse(-1);
    }

    /** What the file will have: permissions of one that is replaced stay, unless the source's are to be kept. */
    private Attributes last(Path target, Attributes facts) throws IOException {
        if (plan.keep()) {
            return facts;
        }
        Attributes others = facts.withoutPermissions();
        OptionalInt there = !plan.inPlace() && Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                ? LocalFacts.of(target).permissions()
                : OptionalInt.empty();
        return there.isPresent() ? others.withPermissions(there.getAsInt()) : others;
    }

    private Mono<Void> carried(String source, Attributes facts, Path target, Meter.File meter) {
        Path part = plan.inPlace()
                ? target
                : target.resolveSibling(PartNames.of(String.valueOf(target.getFileName()), plan.resume()));
        Mono<Void> whole = write(source, facts, part, meter)
                .then(new Verification(carrier).compare(part, source))
                .then(carrier.locally(() -> settle(part, target, facts)));
        return Mono.usingWhen(Mono.just(part), any -> whole, any -> Mono.empty(), this::leave, this::leave)
                .then(Mono.fromRunnable(meter::done));
    }

    /** What is complete and differs must not be gone on with, nor be taken for the same by its size and time. */
    private Mono<Void> leave(Path part, Throwable error) {
        if (!plan.resume() || !(error instanceof Mismatch)) {
            return leave(part);
        }
        return plan.inPlace()
                ? LocalFile.<Void>using(
                                part,
                                carrier.threads(),
                                file -> carrier.locally(() -> file.truncate(0)),
                                StandardOpenOption.WRITE)
                        .then()
                : carrier.locally(() -> Files.deleteIfExists(part));
    }

    private Mono<Void> leave(Path part) {
        return plan.resume() || plan.inPlace()
                ? Mono.empty()
                : files.channel().tidying().tracked(carrier.locally(() -> Files.deleteIfExists(part)));
    }

    private void settle(Path part, Path target, Attributes facts) throws IOException {
        if (plan.keep()) {
            LocalFacts.keep(part, facts);
        } else if (plan.resume()) {
            LocalFacts.keep(part, facts);
        } else {
            LocalFacts.keep(part, facts.withoutTimes());
        }
        if (!part.equals(target)) {
            replace(part, target);
        }
    }

    private static void replace(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException rare) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Mono<Void> write(String source, Attributes facts, Path part, Meter.File meter) {
        return RemoteFile.<Integer>using(
                        files.channel(),
                        source,
                        RemoteFile.READ,
                        Attributes.NONE,
                        remote -> LocalFile.using(
                                part,
                                carrier.threads(),
                                local -> start(part, remote, facts)
                                        .flatMapMany(from -> from(from, remote, local, meter)),
                                LocalFile.partial(!plan.inPlace() && !plan.resume()),
                                facts.permissions().isPresent()))
                .then();
    }

    private Mono<Long> start(Path part, RemoteFile remote, Attributes facts) {
        if (!plan.resume()) {
            return Mono.just(0L);
        }
        long size = facts.size().orElse(0);
        return carrier.local(() -> Files.size(part))
                .flatMap(here -> here > size
                        ? Mono.just(0L)
                        : LocalFile.<Long>using(
                                        part,
                                        carrier.threads(),
                                        local -> new Resumption(local, remote)
                                                .same(here)
                                                .map(same -> same ? here : 0L),
                                        StandardOpenOption.READ)
                                .next());
    }

    private Flux<Integer> from(long from, RemoteFile remote, LocalFile local, Meter.File meter) {
        return Flux.using(
                files.inFlight()::lease,
                lease -> {
                    meter.resumedAt(from);
                    long[] at = {from};
                    Flux<Integer> written = new ReadAhead(remote, files.window())
                            .within(lease)
                            .read(from, Long.MAX_VALUE)
                            .publishOn(carrier.threads(), 16)
                            .map(bytes -> {
                                int count = write(local, at[0], bytes);
                                at[0] += count;
                                files.channel().buffers().give(bytes);
                                lease.give(count);
                                meter.carried(count);
                                return count;
                            });
                    // What is longer than what comes is another file's rest.
                    return carrier.locally(() -> local.truncate(from))
                            .thenMany(written)
                            .concatWith(sync(local));
                },
                files::release);
    }

    private Mono<Integer> sync(LocalFile local) {
        return plan.sync() ? carrier.locally(local::sync).then(Mono.empty()) : Mono.empty();
    }

    private static int write(LocalFile local, long at, ByteBuffer bytes) {
        int count = bytes.remaining();
        try {
            local.write(at, bytes);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return count;
    }
}
