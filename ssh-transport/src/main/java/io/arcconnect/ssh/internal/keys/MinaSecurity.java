package io.arcconnect.ssh.internal.keys;

import java.security.Provider;
import org.apache.sshd.common.util.security.SecurityProviderChoice;
import org.apache.sshd.common.util.security.SecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.SunJCESecurityProviderRegistrar;
import org.apache.sshd.common.util.security.bouncycastle.BouncyCastleSecurityProviderRegistrar;

/**
 * Lets MINA use BouncyCastle, which ed25519 needs, by instance. Left alone it would add the provider to the JVM's list,
 * where other code of the application would meet it.
 */
public final class MinaSecurity {

    private MinaSecurity() {}

    /** Does it once per JVM; whoever set MINA up before has chosen already. */
    public static void prepare() {
        if (SecurityUtils.isRegistrationCompleted()
                || SecurityUtils.getRegisteredProviders().contains(SecurityUtils.BOUNCY_CASTLE)) {
            return;
        }
        BouncyCastleSecurityProviderRegistrar registrar = new BouncyCastleSecurityProviderRegistrar();
        registrar
                .getProperties()
                .put(registrar.getConfigurationPropertyName(SecurityProviderRegistrar.NAMED_PROVIDER_PROPERTY), false);
        if (registrar.isSupported()) {
            // The first that has an algorithm is asked for it: AES from the JDK is 10 times as fast as BouncyCastle's.
            SecurityUtils.registerSecurityProvider(new SunJCESecurityProviderRegistrar());
            SecurityUtils.registerSecurityProvider(registrar);
            Provider provider = registrar.getSecurityProvider();
            SecurityUtils.setDefaultProviderChoice(SecurityProviderChoice.toSecurityProviderChoice(provider));
        }
    }
}
