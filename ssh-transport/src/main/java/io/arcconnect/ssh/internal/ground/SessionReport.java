package io.arcconnect.ssh.internal.ground;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.ActionReport;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.Route;
import io.arcconnect.spi.event.Origin;
import io.arcconnect.spi.event.SessionEvent;
import io.arcconnect.spi.event.SessionEvent.Step;
import io.arcconnect.ssh.ShellRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/** Tells what one session does: its login, its end, and the actions in between. */
public final class SessionReport {

    private final Reporter reporter;
    private final MachineId machine;
    private volatile Optional<String> user;
    private final Optional<String> trackingId;
    private final ContextView opener;
    private volatile long since = now();

    public SessionReport(Route route, Optional<String> user, Optional<String> trackingId, ContextView opener) {
        this.reporter = route.reporter();
        this.machine = route.machine();
        this.user = user;
        this.trackingId = trackingId;
        this.opener = opener;
    }

    public Optional<String> user() {
        return user;
    }

    public Optional<String> trackingId() {
        return trackingId;
    }

    /** Names who logs in, where a certificate decides that. */
    public void user(String name) {
        user = Optional.of(name);
    }

    public void opened() {
        tell(Step.OPENED, null);
        since = now();
    }

    public void failed(ArcConnectException failure) {
        tell(Step.FAILED, failure);
    }

    public void closed() {
        tell(Step.CLOSED, null);
    }

    public void lost(ArcConnectException failure) {
        tell(Step.LOST, failure);
    }

    /** Begins a command's report, for whoever subscribed to it. */
    public ActionReport exec(ContextView subscriber, String command) {
        return ActionReport.running(reporter, origin(subscriber), "exec", user, command);
    }

    /** Begins the report of a subsystem. */
    public ActionReport subsystem(ContextView subscriber, String name) {
        return ActionReport.running(reporter, origin(subscriber), "subsystem", user, name);
    }

    /** Begins the report of a shell. */
    public ActionReport shell(ContextView subscriber, ShellRequest request) {
        return ActionReport.running(
                reporter, origin(subscriber), "shell", user, request.command().orElse("the login shell"));
    }

    /** Begins the report of a stream through the machine. */
    public ActionReport forward(ContextView subscriber, String host, int port) {
        return ActionReport.reaching(reporter, origin(subscriber), "forward", user, host + ":" + port);
    }

    /** Begins the report of a stream to a Unix socket of the machine. */
    public ActionReport forward(ContextView subscriber, String path) {
        return ActionReport.reaching(reporter, origin(subscriber), "forward", user, path);
    }

    /** Begins the report of a connection that the machine has accepted for us. */
    public ActionReport remoteForward(ContextView subscriber, String address) {
        return ActionReport.reaching(reporter, origin(subscriber), "remote_forward", user, address);
    }

    /** Begins the report of something that is done to a file of the machine. */
    public ActionReport reaching(ContextView subscriber, String kind, String path) {
        return ActionReport.reaching(reporter, origin(subscriber), kind, user, path);
    }

    private Origin origin(ContextView subscriber) {
        return reporter.origin(machine, subscriber).tracked(trackingId);
    }

    private void tell(Step step, @Nullable ArcConnectException failure) {
        reporter.report(new SessionEvent(
                origin(opener), "ssh", user, step, Duration.ofNanos(now() - since), Optional.ofNullable(failure)));
    }

    private static long now() {
        return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
    }
}
