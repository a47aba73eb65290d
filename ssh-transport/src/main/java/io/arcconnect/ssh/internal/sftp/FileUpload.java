package io.arcconnect.ssh.internal.sftp;

import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;
import reactor.core.publisher.Mono;

/** Carries one file to the machine. */
public final class FileUpload {

    /**
     * Where it goes.
     *
     * @param part what it is called until it is complete
     * @param end its final name
     * @param there what has that name now
     */
    private record Place(String part, String end, Attributes there) {}

    private static final int MOST_LINKS = 40;

    private final Carrier carrier;
    private final RemoteFiles files;
    private final TransferPlan plan;

    /**
     * Takes what it works with.
     *
     * @param carrier which
     */
    public FileUpload(Carrier carrier) {
        this.carrier = carrier;
        this.files = carrier.files();
        this.plan = carrier.plan();
    }

    /**
     * Carries a file. What is incomplete is removed again, unless the plan is to resume.
     *
     * @param source a regular file of this computer
     * @param target its name on the machine
     * @return the end
     */
    public Mono<Void> run(Path source, String target) {
        return carrier.local(() -> LocalFacts.of(source))
                .flatMap(facts -> place(target).flatMap(place -> {
                    Meter.File meter = carrier.meter().file(target, facts.size());
                    return isThere(place, facts)
                            ? Mono.<Void>fromRunnable(meter::unchanged)
                            : carried(source, facts, place, meter);
                }));
    }

    private boolean isThere(Place place, LocalFacts facts) {
        return plan.resume()
                && place.there().size().orElse(-1) == facts.size()
                && place.there().modified().orElse(-1) == facts.modified();
    }

    /** A link is not replaced by a file, but what it leads to. */
    private Mono<Place> place(String target) {
        if (plan.inPlace() && !plan.resume()) {
            return Mono.just(new Place(target, target, Attributes.NONE));
        }
        return end(target, 0);
    }

    /** Follows links itself: not every server's REALPATH does (observed with MINA's). */
    private Mono<Place> end(String path, int links) {
        if (links > MOST_LINKS) {
            return Mono.error(new StatusFailure(StatusCode.FAILURE, "too many links", "upload", path));
        }
        return files.stat(path, false)
                .flatMap(there -> there.isLink()
                        ? files.readLink(path).flatMap(says -> end(beside(path, says), links + 1))
                        : isReplaceable(there) ? Mono.just(placed(path, there)) : Mono.error(notReplaced(path, there)))
                .onErrorResume(
                        StatusFailure.class,
                        failure -> failure.code() == StatusCode.NO_SUCH_FILE
                                ? Mono.just(placed(path, Attributes.NONE))
                                : Mono.error(failure));
    }

    /** Whoever copies to /dev/null as root must find it there afterwards. */
    private static boolean isReplaceable(Attributes there) {
        return there.isRegular() || !there.hasType();
    }

    /** Told before the file is carried. */
    private static StatusFailure notReplaced(String path, Attributes there) {
        String why = there.isDirectory() ? "it is a directory" : "a device, a pipe or a socket is not replaced";
        return new StatusFailure(StatusCode.FAILURE, why, "upload", path);
    }

    private static String beside(String link, String says) {
        return says.startsWith("/") ? says : link.substring(0, link.lastIndexOf('/') + 1) + says;
    }

    private Place placed(String end, Attributes there) {
        return new Place(plan.inPlace() ? end : PartNames.beside(end, plan.resume()), end, there);
    }

    private Mono<Void> carried(Path source, LocalFacts facts, Place place, Meter.File meter) {
        Mono<Void> whole = write(source, facts, place, meter)
                .then(new Verification(carrier).compare(source, place.part()))
                .then(
                        place.part().equals(place.end())
                                ? Mono.empty()
                                : new Replacing(files).put(place.part(), place.end()));
        return Mono.usingWhen(Mono.just(place), any -> whole, any -> Mono.empty(), this::leave, this::leave)
                .then(Mono.fromRunnable(meter::done));
    }

    /** What is complete and differs must not be gone on with, nor be taken for the same by its size and time. */
    private Mono<Void> leave(Place place, Throwable error) {
        if (!plan.resume() || !(error instanceof Mismatch)) {
            return leave(place);
        }
        return files.channel()
                .tidying()
                .tracked(
                        plan.inPlace()
                                ? files.setAttributes(place.part(), Attributes.NONE.withSize(0))
                                : files.remove(place.part()));
    }

    private Mono<Void> leave(Place place) {
        return plan.resume() || plan.inPlace()
                ? Mono.empty()
                : files.channel().tidying().tracked(files.remove(place.part()));
    }

    private Mono<Void> write(Path source, LocalFacts facts, Place place, Meter.File meter) {
        return LocalFile.using(
                        source,
                        carrier.threads(),
                        local -> RemoteFile.<Integer>using(
                                files.channel(),
                                place.part(),
                                flags(),
                                first(facts, place),
                                remote -> start(local, remote, facts)
                                        .flatMap(from -> from(from, local, remote, facts, meter))
                                        .then(finish(remote, facts, place))),
                        StandardOpenOption.READ)
                .then();
    }

    /** What will be private is so from the beginning, and can be written until it is complete. */
    private Attributes first(LocalFacts facts, Place place) {
        OptionalInt last = plan.keep() ? facts.permissions() : place.there().permissions();
        return last.isPresent() ? Attributes.NONE.withPermissions((last.getAsInt() & 0777) | 0600) : Attributes.NONE;
    }

    private int flags() {
        return plan.resume()
                ? RemoteFile.WRITE | RemoteFile.READ | RemoteFile.CREATE
                : RemoteFile.WRITE | RemoteFile.CREATE | (plan.inPlace() ? RemoteFile.TRUNCATE : RemoteFile.EXCLUSIVE);
    }

    private Mono<Long> start(LocalFile local, RemoteFile remote, LocalFacts facts) {
        return plan.resume() ? new Resumption(local, remote).afterCheck(facts.size()) : Mono.just(0L);
    }

    private Mono<Void> from(long from, LocalFile local, RemoteFile remote, LocalFacts facts, Meter.File meter) {
        return Mono.using(
                files.inFlight()::lease,
                lease -> {
                    meter.resumedAt(from);
                    return Sending.of(local, remote, carrier, lease, from, facts.size(), meter::carried);
                },
                files::release);
    }

    /** Permissions of a file that is replaced stay, unless the source's are to be kept. */
    private Mono<Integer> finish(RemoteFile remote, LocalFacts facts, Place place) {
        OptionalInt permissions = place.there().permissions();
        Attributes last = plan.keep()
                ? facts.asAttributes()
                : permissions.isPresent() ? Attributes.NONE.withPermissions(permissions.getAsInt()) : Attributes.NONE;
        Attributes timed = plan.resume() ? last.withTimes(facts.modified(), facts.modified()) : last;
        Mono<Void> set = timed.equals(Attributes.NONE) ? Mono.empty() : remote.setAttributes(timed);
        return set.then(plan.sync() ? remote.sync() : Mono.empty()).then(Mono.empty());
    }
}
