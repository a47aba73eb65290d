package io.arcconnect.fake;

import io.arcconnect.model.MachineId;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Route;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.RemoteEndpoint;
import io.arcconnect.ssh.RemoteShell;
import io.arcconnect.testkit.FakeCarrier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What was said, and what was asked. */
final class SshScript {

    private final List<CommandRule> rules = new CopyOnWriteArrayList<>();
    private final Map<String, Supplier<Mono<DuplexStream>>> streams = new ConcurrentHashMap<>();
    private final List<RanCommand> ran = new CopyOnWriteArrayList<>();
    private final List<String> unexpected = new CopyOnWriteArrayList<>();
    private final List<MachineId> opened = new CopyOnWriteArrayList<>();
    private final Set<FakeSshSession> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Consumer<ShellScript> shell;
    private volatile @Nullable FakeCarrier carrier;
    private volatile @Nullable BiFunction<String, Function<DuplexStream, Mono<Void>>, Mono<RemoteEndpoint>> listening;
    private volatile @Nullable Function<MachineId, Throwable> refusal;
    private volatile Optional<String> user = Optional.empty();
    private volatile RemoteShell loginShell = RemoteShell.POSIX;

    void rule(CommandRule rule) {
        rules.add(0, rule);
    }

    /** Finds what answers a command, and uses it up where it is meant for so many times only. */
    Optional<CommandRule> take(Exec command) {
        return rules.stream().filter(rule -> rule.takes(command)).findFirst();
    }

    boolean knows(Exec command) {
        return rules.stream().anyMatch(rule -> rule.fits(command));
    }

    String known() {
        return rules.stream().map(CommandRule::name).distinct().collect(Collectors.joining(", ", "[", "]"));
    }

    AssertionError unexpected(MachineId machine, String call, String advice) {
        unexpected.add(call);
        return new AssertionError(
                "unexpected call on the fake SSH session to " + machine.name() + ": " + call + "; " + advice);
    }

    /** {@return the way again, when sessions may be opened} */
    Mono<Route> begin(Route route) {
        opened.add(route.machine());
        Function<MachineId, Throwable> refused = refusal;
        return refused == null ? Mono.just(route) : Mono.error(refused.apply(route.machine()));
    }

    void noteRan(RanCommand command) {
        ran.add(command);
    }

    void shell(Consumer<ShellScript> newShell) {
        shell = newShell;
    }

    Optional<Consumer<ShellScript>> shell() {
        return Optional.ofNullable(shell);
    }

    void carrier(FakeCarrier newCarrier) {
        carrier = newCarrier;
    }

    Optional<FakeCarrier> carrier() {
        return Optional.ofNullable(carrier);
    }

    void stream(String call, Supplier<Mono<DuplexStream>> made) {
        streams.put(call, made);
    }

    Optional<Supplier<Mono<DuplexStream>>> stream(String call) {
        return Optional.ofNullable(streams.get(call));
    }

    void listening(BiFunction<String, Function<DuplexStream, Mono<Void>>, Mono<RemoteEndpoint>> answer) {
        listening = answer;
    }

    Optional<BiFunction<String, Function<DuplexStream, Mono<Void>>, Mono<RemoteEndpoint>>> listening() {
        return Optional.ofNullable(listening);
    }

    void refusal(Function<MachineId, Throwable> failure) {
        refusal = failure;
    }

    void user(String name) {
        user = Optional.of(name);
    }

    Optional<String> user() {
        return user;
    }

    void loginShell(RemoteShell named) {
        loginShell = named;
    }

    RemoteShell loginShell() {
        return loginShell;
    }

    Set<FakeSshSession> open() {
        return open;
    }

    List<RanCommand> ran() {
        return List.copyOf(ran);
    }

    List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    List<MachineId> opened() {
        return List.copyOf(opened);
    }
}
