package io.arcconnect.examples.network;

import com.azure.core.http.ProxyOptions;
import com.azure.core.http.policy.HttpLogDetailLevel;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.util.ConfigurationBuilder;
import com.azure.core.util.ConfigurationSource;
import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.testkit.ArcEmulator;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;

/** The whole path through a proxy with a login, in a JVM of its own where everything that can be logged is. */
public final class ProxiedRun {

    static final String WRONG = "wr0ng-pass-8Ky";

    private ProxiedRun() {}

    /**
     * Runs through each proxy.
     *
     * @param args the ports of the proxies
     */
    public static void main(String[] args) {
        try (ArcEmulator emulator = ProxiedArc.emulator()) {
            for (String port : args) {
                run(emulator, Integer.parseInt(port));
            }
        }
    }

    /** With the right password, from the environment as well, then with a wrong one. */
    private static void run(ArcEmulator emulator, int port) {
        System.out.print(ProxiedArc.echo(emulator, logging(emulator).proxy(options(port, RealProxy.PASSWORD))));
        URI named =
                URI.create("https://arc-emulator.test:" + emulator.endpoint().getPort());
        System.out.print(ProxiedArc.echo(
                emulator,
                logging(emulator)
                        .endpoint(named)
                        .configuration(environment(port).build())));
        ProxiedArc.armFailure(emulator, logging(emulator).proxy(options(port, WRONG)))
                .printStackTrace();
        ProxiedArc.dialFailure(
                        emulator, logging(emulator).proxy(options(port, WRONG).setNonProxyHosts("localhost")))
                .printStackTrace();
    }

    private static ArcConnectBuilder logging(ArcEmulator emulator) {
        return emulator.arcConnect()
                .httpLogOptions(new HttpLogOptions().setLogLevel(HttpLogDetailLevel.BODY_AND_HEADERS));
    }

    private static ProxyOptions options(int port, String password) {
        return new ProxyOptions(ProxyOptions.Type.HTTP, new InetSocketAddress("127.0.0.1", port))
                .setCredentials(RealProxy.USER, password);
    }

    private static ConfigurationBuilder environment(int port) {
        ConfigurationSource none = source -> Map.of();
        String proxy = "http://" + RealProxy.USER + ":" + RealProxy.PASSWORD + "@127.0.0.1:" + port;
        return new ConfigurationBuilder(
                none, none, source -> Map.of("java.net.useSystemProxies", "true", "HTTPS_PROXY", proxy));
    }
}
