package io.arcconnect.fake;

import io.arcconnect.error.ErrorReason;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.rdp.ClientExit;
import io.arcconnect.rdp.DesktopClient;
import io.arcconnect.rdp.RdpFile;
import io.arcconnect.rdp.RdpTunnel;
import io.arcconnect.spi.Route;
import io.arcconnect.testkit.ScriptedProtocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Remote desktops by script: a protocol whose tunnels lead nowhere and bind nothing. What a desktop client does is what the test
 * said; a client that nobody said anything about throws an {@link AssertionError} that names it, at the call.
 *
 * <pre>{@code
 * FakeRdp rdp = FakeRdp.create().clientEnds(0);
 * machine.use(rdp, tunnel -> tunnel.launch(client, tunnel.rdpFile().withUsername("CONTOSO\\ada")));
 * assertThat(rdp.launched()).singleElement()…
 * }</pre>
 *
 * <p>Mutable and safe for any thread: what is said counts for calls from then on.
 */
public final class FakeRdp implements ScriptedProtocol<RdpTunnel> {

    private static final int PORT = 49_389;

    private final List<MachineId> opened = new CopyOnWriteArrayList<>();
    private final List<RdpFile> launched = new CopyOnWriteArrayList<>();
    private final Set<FakeRdpTunnel> open = ConcurrentHashMap.newKeySet();
    private volatile InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT);
    private volatile Optional<String> user = Optional.empty();
    private volatile @Nullable BiFunction<DesktopClient, RdpFile, Mono<ClientExit>> client;
    private volatile @Nullable Function<MachineId, Throwable> refusal;

    private FakeRdp() {}

    /** {@return one whose tunnels are at port 49389, where nothing listens} */
    public static FakeRdp create() {
        return new FakeRdp();
    }

    /**
     * Says what every desktop client does that is launched.
     *
     * @param answer from the client and the file that it was given
     * @return this
     */
    public FakeRdp onLaunch(BiFunction<DesktopClient, RdpFile, Mono<ClientExit>> answer) {
        client = Objects.requireNonNull(answer, "answer");
        return this;
    }

    /**
     * Lets every desktop client end at once.
     *
     * @param status its exit status; 0 is an orderly end
     * @return this
     */
    public FakeRdp clientEnds(int status) {
        return onLaunch(
                (started, file) -> Mono.just(new ClientExit("fake-client", status, status == 0, Optional.empty(), "")));
    }

    /**
     * Says where tunnels are.
     *
     * @param local such as the address of something that the test listens on
     * @return this
     */
    public FakeRdp at(InetSocketAddress local) {
        address = Objects.requireNonNull(local, "local");
        return this;
    }

    /**
     * Names who is logged in below the tunnel, whom its file names.
     *
     * @param name the user
     * @return this
     */
    public FakeRdp user(String name) {
        user = Optional.of(name);
        return this;
    }

    /**
     * Fails to open tunnels, from now on.
     *
     * @param reason such as {@code RdpReason.TARGET_REFUSED}
     * @return this
     */
    public FakeRdp refusing(ErrorReason reason) {
        Objects.requireNonNull(reason, "reason");
        refusal = machine -> Failures.because(reason, Stage.SESSION, machine, "the fake tunnel was refused");
        return this;
    }

    /**
     * Loses every tunnel that is open.
     *
     * @param cause what they are told
     */
    public void lose(Throwable cause) {
        Objects.requireNonNull(cause, "cause");
        open.forEach(tunnel -> tunnel.end(Optional.of(cause)));
    }

    /** {@return the files that clients were given, oldest first} */
    public List<RdpFile> launched() {
        return List.copyOf(launched);
    }

    /** {@return the machines that tunnels were opened to, oldest first; refused ones too} */
    public List<MachineId> opened() {
        return List.copyOf(opened);
    }

    /** {@return how many tunnels are open} */
    public int openTunnels() {
        return open.size();
    }

    @Override
    public Mono<RdpTunnel> open(Route route) {
        return Mono.defer(() -> {
            opened.add(route.machine());
            Function<MachineId, Throwable> refused = refusal;
            if (refused != null) {
                return Mono.error(refused.apply(route.machine()));
            }
            FakeRdpTunnel tunnel = new FakeRdpTunnel(this, route.machine(), address, user);
            open.add(tunnel);
            return Mono.just(tunnel);
        });
    }

    Mono<ClientExit> launch(MachineId machine, DesktopClient started, RdpFile file) {
        BiFunction<DesktopClient, RdpFile, Mono<ClientExit>> answer = client;
        if (answer == null) {
            throw new AssertionError("unexpected call on the fake remote desktop of " + machine.name() + ": launch("
                    + started + "); say what it does with onLaunch(…) or clientEnds(…)");
        }
        return Mono.defer(() -> {
            launched.add(file);
            return answer.apply(started, file);
        });
    }

    void ended(FakeRdpTunnel tunnel) {
        open.remove(tunnel);
    }
}
