package io.arcconnect.testkit.internal.ssh;

import org.apache.sshd.common.util.security.SecurityProviderChoice;
import org.apache.sshd.common.util.security.SecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.SunJCESecurityProviderRegistrar;
import org.apache.sshd.common.util.security.bouncycastle.BouncyCastleSecurityProviderRegistrar;

/** Lets MINA's server use BouncyCastle by instance: a test must not find another list of JVM providers than production. */
final class MinaProviders {

    private MinaProviders() {}

    static void keepOutOfTheJvmsList() {
        if (SecurityUtils.isRegistrationCompleted()
                || SecurityUtils.getRegisteredProviders().contains(SecurityUtils.BOUNCY_CASTLE)) {
            return;
        }
        BouncyCastleSecurityProviderRegistrar registrar = new BouncyCastleSecurityProviderRegistrar();
        String byName = registrar.getConfigurationPropertyName(SecurityProviderRegistrar.NAMED_PROVIDER_PROPERTY);
        registrar.getProperties().put(byName, false);
        if (registrar.isSupported()) {
            // The first that has an algorithm is asked for it: AES from the JDK is 10 times as fast as BouncyCastle's.
            SecurityUtils.registerSecurityProvider(new SunJCESecurityProviderRegistrar());
            SecurityUtils.registerSecurityProvider(registrar);
            SecurityUtils.setDefaultProviderChoice(
                    SecurityProviderChoice.toSecurityProviderChoice(registrar.getSecurityProvider()));
        }
    }
}
