package io.arcconnect.internal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.internal.net.NetworkProbe;
import io.arcconnect.internal.net.TlsPeer;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.DiagnosisStep.Status;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.NetworkPath;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.Secret;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class NetworkLooksTest {

    private static final MachineId ID = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "web-01");
    private static final Function<String, NetworkPath> DIRECT =
            host -> new NetworkPath(host + ":443", Optional.empty(), false, "no proxy", "the JVM's");
    private static final Function<String, NetworkPath> PROXIED =
            host -> new NetworkPath(host + ":443", Optional.of("proxy.corp:3128"), true, "builder.proxy", "the JVM's");

    private record Probe(Mono<List<String>> dns, Mono<String> tcp) implements NetworkProbe {

        @Override
        public Mono<List<String>> resolve(String host) {
            return dns.map(addresses -> List.of(host, addresses.get(0)));
        }

        @Override
        public Mono<String> connect(String host, int port) {
            return tcp.map(address -> host + ":" + port + "=" + address);
        }

        @Override
        public Mono<TlsPeer> handshake(String host, int port) {
            return Mono.error(new ConnectException("not here"));
        }
    }

    @Test
    void dns_whenTheNameResolves_thenItsAddressesAreEvidence() {
        DiagnosisStep step = look(new DnsLook(new Probe(Mono.just(List.of("10.0.0.1")), Mono.empty()), DIRECT));

        assertThat(step.status()).isEqualTo(Status.OK);
        assertThat(step.evidence()).containsEntry("addresses", "ns.servicebus.windows.net 10.0.0.1");
    }

    @Test
    void dns_whenTheNameDoesNotResolve_thenFailed() {
        DiagnosisStep step =
                look(new DnsLook(new Probe(Mono.error(new UnknownHostException("x")), Mono.empty()), DIRECT));

        assertThat(step.status()).isEqualTo(Status.FAILED);
        assertThat(step.reason()).contains("relay.unreachable");
        assertThat(step.cause()).contains("the name ns.servicebus.windows.net does not resolve");
    }

    @Test
    void dns_whenThereIsAProxy_thenTheProxysNameIsLookedUp() {
        DiagnosisStep step = look(new DnsLook(new Probe(Mono.just(List.of("10.0.0.9")), Mono.empty()), PROXIED));

        assertThat(step.evidence())
                .containsEntry("name", "proxy.corp")
                .containsEntry("relay", "is resolved by the proxy");
    }

    @Test
    void tcp_whenTheFirstHopAnswers_thenItsAddressIsEvidence() {
        Probe probe = new Probe(Mono.empty(), Mono.just("10.0.0.1"));

        assertThat(look(new TcpLook(probe, DIRECT)).evidence())
                .containsEntry("address", "ns.servicebus.windows.net:443=10.0.0.1");
        assertThat(look(new TcpLook(probe, PROXIED)).evidence())
                .containsEntry("address", "proxy.corp:3128=10.0.0.1")
                .containsEntry("via", "proxy proxy.corp:3128");
    }

    @Test
    void tcp_whenNobodyAnswers_thenFailedWithTheCause() {
        Probe probe = new Probe(Mono.empty(), Mono.error(new ConnectException("Connection refused")));

        DiagnosisStep step = look(new TcpLook(probe, DIRECT));

        assertThat(step.status()).isEqualTo(Status.FAILED);
        assertThat(step.cause()).contains("ns.servicebus.windows.net:443 cannot be reached: Connection refused");
    }

    @Test
    void late_whenTheTimeIsOver_thenEachFailsWithAFix() {
        Probe probe = new Probe(Mono.never(), Mono.never());

        assertThat(List.of(
                        new DnsLook(probe, DIRECT).late(),
                        new TcpLook(probe, DIRECT).late(),
                        new TlsLook(probe, DIRECT, java.time.Clock.systemUTC()).late()))
                .allSatisfy(step -> {
                    assertThat(step.status()).isEqualTo(Status.FAILED);
                    assertThat(step.fix()).isPresent();
                });
    }

    @Test
    void tls_whenThereIsNoHandshake_thenFailed() {
        DiagnosisStep step =
                look(new TlsLook(new Probe(Mono.empty(), Mono.empty()), DIRECT, java.time.Clock.systemUTC()));

        assertThat(step.reason()).contains("relay.proxy_interference");
        assertThat(step.cause()).contains("TLS with ns.servicebus.windows.net failed: not here");
    }

    private static DiagnosisStep look(Look look) {
        Findings findings = new Findings(ID, Optional.empty());
        findings.credentials(new RelayCredentials(
                ID,
                "ns",
                "servicebus.windows.net",
                "path",
                Secret.of("key"),
                Instant.MAX,
                Secret.of("token"),
                Optional.empty()));
        return look.at(findings)
                .blockOptional(Duration.ofSeconds(10))
                .orElseThrow()
                .get(0);
    }
}
