package portal;

import com.azure.core.exception.ClientAuthenticationException;
import io.arcconnect.ArcConnect;
import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.model.ConnectionLimits;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.ssh.SshPool;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** The one ArcConnect of the portal, and how it logs in on machines. */
@Configuration
class ArcSetup {

    /** The portal itself is nobody to Azure: what forgets to name a person fails instead of doing it as the portal. */
    @Bean
    @ConditionalOnMissingBean
    ArcConnectBuilder arcConnectBuilder() {
        return ArcConnect.builder()
                .credential(request -> Mono.error(new ClientAuthenticationException("no person was named", null)));
    }

    /** Spring calls {@code close()} in the end and waits for it. */
    @Bean
    ArcConnect arcConnect(ArcConnectBuilder builder, AuditLog audit, Reachability reachability) {
        return builder.listener(audit.and(reachability))
                .connectionLimits(ConnectionLimits.NONE.withPerMachine(20).withTotal(200))
                .build();
    }

    @Bean
    @ConditionalOnMissingBean
    Ssh ssh(PortalSettings settings) {
        return Ssh.as(settings.user())
                .identity(SshIdentity.privateKey(settings.key()))
                .hostKeys(HostKeys.knownHosts(settings.knownHosts()));
    }

    /** Short commands of one person share a session; each person has sessions of their own. */
    @Bean
    SshPool sessions(Ssh ssh) {
        return SshPool.of(ssh).maxSessions(2).idle(Duration.ofMinutes(2));
    }
}
