package io.arcconnect.examples.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.ProxyOptions;
import io.arcconnect.model.Diagnosis;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.testkit.ArcEmulator;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A diagnosis says through what it looks, and what is wrong with that. */
@Timeout(120)
class DiagnoseProxyInteropTest {

    private final ArcEmulator emulator = ProxiedArc.emulator();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void diagnose_whenThroughAProxy_thenHealthyAndItIsNamed() throws Exception {
        try (RealProxy proxy = RealProxy.tinyproxy(directory, RealProxy.basicAuth())) {
            ProxyOptions options = proxy.options().setCredentials(RealProxy.USER, RealProxy.PASSWORD);

            Diagnosis diagnosis =
                    ProxiedArc.diagnosis(emulator, emulator.arcConnect().proxy(options));

            assertThat(diagnosis.firstFailure()).as(diagnosis.toText()).isEmpty();
            assertThat(diagnosis.toText() + diagnosis.toJson())
                    .contains("127.0.0.1:" + proxy.port(), "builder.proxy")
                    .doesNotContain(RealProxy.PASSWORD);
        }
    }

    @Test
    void diagnose_whenThePasswordIsWrongForTheRelay_thenThatStepFailsAndTheFixIsTheProxys() throws Exception {
        try (RealProxy proxy = RealProxy.tinyproxy(directory, RealProxy.basicAuth())) {
            ProxyOptions options =
                    proxy.options().setCredentials(RealProxy.USER, "wrong-7Zq").setNonProxyHosts("localhost");

            Diagnosis diagnosis =
                    ProxiedArc.diagnosis(emulator, emulator.arcConnect().proxy(options));

            assertThat(diagnosis.firstFailure().flatMap(DiagnosisStep::reason)).contains("proxy.authentication_failed");
            assertThat(diagnosis.fix()).get().asString().contains("ProxyOptions.setCredentials");
            assertThat(diagnosis.toText() + diagnosis.toJson()).doesNotContain("wrong-7Zq");
        }
    }

    @Test
    void diagnose_whenTheProxyOpensTls_thenToldToTrustIt() throws Exception {
        try (InterceptingProxy proxy = new InterceptingProxy(directory, emulator.authority(), true)) {
            ProxyOptions options = proxy.options().setNonProxyHosts("localhost");

            Diagnosis diagnosis =
                    ProxiedArc.diagnosis(emulator, emulator.arcConnect().proxy(options));

            assertThat(diagnosis.firstFailure().flatMap(DiagnosisStep::reason)).contains("relay.proxy_interference");
            assertThat(diagnosis.fix()).get().asString().contains("builder.trust");
        }
    }
}
