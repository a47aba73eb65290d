package io.arcconnect;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.ProxyOptions;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.models.AzureCloud;
import com.azure.core.util.ClientOptions;
import com.azure.core.util.Configuration;
import io.arcconnect.model.ArmLimits;
import io.arcconnect.model.ConnectionLimits;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.ArcConnectListener;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What an {@link ArcConnectBuilder} has gathered so far, with the defaults. */
final class ArcConnectOptions {

    @Nullable
    TokenCredential credential;

    @Nullable
    HttpPipeline pipeline;

    @Nullable
    String callerLabel;

    @Nullable
    HttpClient httpClient;

    @Nullable
    RetryPolicy retryPolicy;

    @Nullable
    ProxyOptions proxy;

    @Nullable
    Configuration configuration;

    HttpLogOptions httpLogOptions = new HttpLogOptions();
    ClientOptions clientOptions = new ClientOptions();
    URI endpoint = Clouds.endpoint(AzureCloud.AZURE_PUBLIC_CLOUD);

    @Nullable
    String scope;

    ArmLimits armLimits = ArmLimits.DEFAULT;
    ConnectionLimits connectionLimits = ConnectionLimits.NONE;
    ServicePolicy servicePolicy = ServicePolicy.NEVER_WRITE;
    boolean auditCommands;
    UnaryOperator<ArcConnect> wrapper = UnaryOperator.identity();
    ArcConnectListener listener = new ArcConnectListener() {};
    Clock clock = Clock.systemUTC();
    final TimingSpec timing = new TimingSpec();
    final List<X509Certificate> trusted = new ArrayList<>();
    final Set<String> pollHosts = new LinkedHashSet<>();
    final PortsSpec ports = new PortsSpec();
}
