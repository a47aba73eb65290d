package io.arcconnect.examples.jobs;

import com.azure.core.credential.TokenCredential;
import io.arcconnect.ArcConnect;
import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.micrometer.ArcConnectMetrics;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.event.ActionEndedEvent;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.Ssh;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** An audit log and meters for a server that works for many users. */
public final class WatchIt {

    private WatchIt() {}

    /**
     * Makes the server's own {@code ArcConnect}, watched.
     *
     * @param builder with a credential
     * @param audit takes one line per action
     * @param registry where meters are kept
     * @return it
     */
    public static ArcConnect watched(ArcConnectBuilder builder, Consumer<String> audit, MeterRegistry registry) {
        ArcConnectListener auditLog = new ArcConnectListener() {
            @Override
            public void onActionEnded(ActionEndedEvent event) {
                audit.accept("caller=%s request=%s machine=%s user=%s action=%s outcome=%s in=%d out=%d took=%s"
                        .formatted(
                                event.caller().orElse("-"),
                                event.context().getOrDefault("request", "-"),
                                event.machine().map(MachineId::name).orElse("-"),
                                event.action().user().orElse("-"),
                                event.action().kind(),
                                event.outcome(),
                                event.bytesIn(),
                                event.bytesOut(),
                                event.took()));
            }
        };
        return builder.listener(auditLog.and(ArcConnectMetrics.on(registry))).build();
    }

    /**
     * Runs a command on behalf of somebody, with what they may do.
     *
     * @param arc the server's own
     * @param adas the user's credential
     * @param machine where
     * @param ssh how to log in
     * @return the result
     */
    public static Mono<ExecResult> onBehalfOf(ArcConnect arc, TokenCredential adas, String machine, Ssh ssh) {
        return arc.withCredential(adas, "ada@contoso.com")
                .machine(machine)
                .use(ssh, session -> session.exec("uptime"))
                .contextWrite(context -> context.put("request", "4711"));
    }
}
