package io.arcconnect;

import com.azure.core.models.AzureCloud;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Where Azure Resource Manager is in each cloud (protocol.md 7.1). */
final class Clouds {

    private static final Map<AzureCloud, String> HOSTS = Map.of(
            AzureCloud.AZURE_PUBLIC_CLOUD, "management.azure.com",
            AzureCloud.AZURE_US_GOVERNMENT_CLOUD, "management.usgovcloudapi.net",
            AzureCloud.AZURE_CHINA_CLOUD, "management.chinacloudapi.cn");

    private Clouds() {}

    static URI endpoint(AzureCloud cloud) {
        String host = Optional.ofNullable(HOSTS.get(Objects.requireNonNull(cloud, "cloud")))
                .orElseThrow(() -> new IllegalArgumentException(
                        "the cloud " + cloud + " is not known; give its endpoint with builder.endpoint(…)"));
        return URI.create("https://" + host);
    }
}
