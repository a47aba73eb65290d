package io.arcconnect.entra;

import com.azure.core.models.AzureCloud;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where Entra ID is, and what it is asked for.
 *
 * @param authority its host, with https
 * @param certificateScope what certificates are asked for with (protocol.md 7.1)
 * @param signInScope what a person signs in for: Azure Resource Manager, as with the Azure CLI. The sign-in holds for
 *     certificates, too
 */
record EntraCloud(URI authority, String certificateScope, String signInScope) {

    static final EntraCloud PUBLIC = of(
            "login.microsoftonline.com",
            "https://pas.windows.net/CheckMyAccess/Linux/.default",
            "https://management.azure.com/.default");

    private static final Map<AzureCloud, EntraCloud> KNOWN = Map.of(
            AzureCloud.AZURE_PUBLIC_CLOUD,
            PUBLIC,
            AzureCloud.AZURE_US_GOVERNMENT_CLOUD,
            of(
                    "login.microsoftonline.us",
                    "https://pasff.usgovcloudapi.net/CheckMyAccess/Linux/.default",
                    "https://management.usgovcloudapi.net/.default"),
            AzureCloud.AZURE_CHINA_CLOUD,
            of(
                    "login.chinacloudapi.cn",
                    "https://pas.chinacloudapi.cn/CheckMyAccess/Linux/.default",
                    "https://management.chinacloudapi.cn/.default"));

    static EntraCloud of(AzureCloud cloud) {
        return Optional.ofNullable(KNOWN.get(Objects.requireNonNull(cloud, "cloud")))
                .orElseThrow(() -> new IllegalArgumentException("the cloud " + cloud
                        + " is not known; give its addresses with authorityHost(…) and certificateScope(…)"));
    }

    private static EntraCloud of(String host, String certificateScope, String signInScope) {
        return new EntraCloud(URI.create("https://" + host), certificateScope, signInScope);
    }

    EntraCloud withAuthority(URI newAuthority) {
        if (!"https".equalsIgnoreCase(newAuthority.getScheme()) || newAuthority.getHost() == null) {
            throw new IllegalArgumentException("authorityHost must be https with a host, got " + newAuthority);
        }
        return new EntraCloud(newAuthority, certificateScope, signInScope);
    }

    EntraCloud withCertificateScope(String scope) {
        return new EntraCloud(authority, Objects.requireNonNull(scope, "scope"), signInScope);
    }

    /** {@return the address that msal4j wants} */
    String authorityOf(String tenantId) {
        return authority.resolve("/" + tenantId + "/").toString();
    }
}
