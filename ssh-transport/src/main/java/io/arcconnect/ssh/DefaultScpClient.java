package io.arcconnect.ssh;

import io.arcconnect.ssh.internal.files.ProgressTelling;
import io.arcconnect.ssh.internal.files.ScpFailures;
import io.arcconnect.ssh.internal.files.ScpTransfers;
import io.arcconnect.ssh.internal.files.TransferOrder;
import io.arcconnect.ssh.internal.ground.SessionGround;
import io.arcconnect.ssh.internal.scp.ScpPlan;
import io.arcconnect.ssh.internal.scp.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Files by SCP, as the user sees them: checked arguments, our errors, progress and result. */
final class DefaultScpClient implements ScpClient {

    private final SshSession session;
    private final Mono<Void> closing;
    private final ScpTransfers transfers;
    private final ScpFailures failures;
    private final Sinks.Empty<Void> closed = Sinks.empty();

    DefaultScpClient(SshSession session, Mono<Void> closing, Duration responseTimeout) {
        this.session = session;
        this.closing = closing;
        this.transfers = new ScpTransfers(session, responseTimeout);
        this.failures = new ScpFailures(SessionGround.of(session).map(SessionGround::machine));
    }

    @Override
    public Mono<Transfer> upload(Path source, String target, TransferOptions options) {
        Objects.requireNonNull(source, "source");
        checked(target);
        return carry(options, false, source, target, (plan, tally) -> transfers.upload(source, target, plan, tally));
    }

    @Override
    public Mono<Transfer> uploadTree(Path source, String target, TransferOptions options) {
        Objects.requireNonNull(source, "source");
        checked(target);
        return carry(options, true, source, target, (plan, tally) -> transfers.upload(source, target, plan, tally));
    }

    @Override
    public Mono<Transfer> download(String source, Path target, TransferOptions options) {
        Objects.requireNonNull(target, "target");
        checked(source);
        return carry(options, false, target, source, (plan, tally) -> transfers.download(source, target, plan, tally));
    }

    @Override
    public Mono<Transfer> downloadTree(String source, Path target, TransferOptions options) {
        Objects.requireNonNull(target, "target");
        checked(source);
        return carry(options, true, target, source, (plan, tally) -> transfers.download(source, target, plan, tally));
    }

    private static void checked(String path) {
        if (Objects.requireNonNull(path, "path").isEmpty() || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a path must not be empty or have NUL in it");
        }
    }

    private Mono<Transfer> carry(
            TransferOptions options,
            boolean isTree,
            Path here,
            String there,
            BiFunction<ScpPlan, Tally, Mono<Void>> work) {
        TransferOrder order = options.order();
        if (order.plan().resume() || order.plan().verify() || order.plan().links()) {
            throw new IllegalArgumentException("SCP cannot resume, verify or copy links: use Sftp");
        }
        ScpPlan plan = new ScpPlan(isTree, order.plan().inPlace(), order.plan().keep());
        return Mono.defer(() -> {
            ProgressTelling telling = new ProgressTelling(order.progress(), Schedulers.boundedElastic());
            Tally tally = new Tally();
            tally.listener((path, bytes, size) -> telling.tell(new TransferProgress(
                    named(here, path, there), bytes, OptionalLong.of(size), tally.files(), tally.bytes())));
            return work.apply(plan, tally)
                    .onErrorMap(failures::of)
                    .then(telling.done())
                    .then(Mono.fromSupplier(() -> result(tally)));
        });
    }

    /** What a file of this computer is called on the machine. */
    private static String named(Path here, Path path, String there) {
        return path.equals(here)
                ? there
                : there + "/" + here.relativize(path).toString().replace('\\', '/');
    }

    private static Transfer result(Tally tally) {
        List<String> skipped = tally.skipped();
        return new Transfer(tally.files(), 0, tally.directories(), tally.bytes(), 0, 0, 0, skipped);
    }

    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
            closed.tryEmitEmpty();
            return closing;
        });
    }

    @Override
    public Mono<Void> onClose() {
        return Mono.firstWithSignal(closed.asMono(), session.onClose());
    }
}
