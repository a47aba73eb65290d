package io.arcconnect.examples.jobs;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.ProxyOptions;
import com.azure.core.models.AzureCloud;
import io.arcconnect.ArcConnect;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** Reaches machines of another cloud from behind a company's proxy, which opens TLS. */
public final class ConnectFromACompany {

    private ConnectFromACompany() {}

    /**
     * Connects; nothing is sent yet.
     *
     * @param credential of the same cloud, and with the same proxy: it makes calls of its own
     * @param user signs in to the proxy
     * @param password likewise
     * @param companyCa the certificates of the company's authority, PEM
     * @return the way to machines
     */
    public static ArcConnect through(TokenCredential credential, String user, String password, Path companyCa) {
        ProxyOptions proxy = new ProxyOptions(
                        ProxyOptions.Type.HTTP, InetSocketAddress.createUnresolved("proxy.corp.example", 8080))
                .setCredentials(user, password)
                .setNonProxyHosts("*.corp.example");
        return ArcConnect.builder()
                .credential(credential)
                .cloud(AzureCloud.AZURE_US_GOVERNMENT_CLOUD)
                .proxy(proxy)
                .trust(companyCa)
                .build();
    }
}
