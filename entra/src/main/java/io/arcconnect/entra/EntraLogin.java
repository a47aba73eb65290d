package io.arcconnect.entra;

import io.arcconnect.model.Secret;
import java.net.URI;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who asks Entra ID for certificates: a service principal, or a person who signs in. Managed identities get none (protocol.md
 * 6.2). Printing one is safe.
 *
 * <p>A tenant is its id or one of its domain names. People of any organisation may sign in with {@code organizations}.
 */
public sealed interface EntraLogin {

    /**
     * The client id of the Azure CLI, one of the few that Entra ID gives certificates for people to (protocol.md 6.2,
     * documented there from MSAL's own tests).
     */
    String AZURE_CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

    /**
     * A service principal with a secret.
     *
     * @param tenantId its tenant
     * @param clientId the application's id
     * @param secret the secret's value, not its id
     * @return the login
     * @throws IllegalArgumentException when an id is malformed
     */
    static EntraLogin clientSecret(String tenantId, String clientId, Secret secret) {
        return new ClientSecret(tenantId, clientId, secret);
    }

    /**
     * A service principal with a certificate.
     *
     * @param tenantId its tenant
     * @param clientId the application's id
     * @param key the RSA key that signs
     * @param certificate the one that the application has been given
     * @return the login
     * @throws IllegalArgumentException when an id is malformed
     */
    static EntraLogin clientCertificate(String tenantId, String clientId, PrivateKey key, X509Certificate certificate) {
        return new ClientCertificate(tenantId, clientId, key, certificate);
    }

    /**
     * A person who signs in on any device with a browser. Nothing is asked before {@link EntraCertificates#signIn()}.
     *
     * @param tenantId the person's tenant, or {@code organizations}
     * @param prompt shows the code to the person, on a thread that may block
     * @return the login
     * @throws IllegalArgumentException when the id is malformed
     */
    static EntraLogin deviceCode(String tenantId, Consumer<DeviceCodePrompt> prompt) {
        return new DeviceCode(tenantId, AZURE_CLI, prompt);
    }

    /**
     * A person who signs in with this computer's browser, which is opened by {@link EntraCertificates#signIn()} and comes back
     * to a port of the loopback address.
     *
     * @param tenantId the person's tenant, or {@code organizations}
     * @return the login
     * @throws IllegalArgumentException when the id is malformed
     */
    static EntraLogin browser(String tenantId) {
        return new Browser(tenantId, AZURE_CLI, Optional.empty());
    }

    /**
     * As {@link #browser(String)}, with a browser of the caller's choice.
     *
     * @param tenantId the person's tenant, or {@code organizations}
     * @param browser opens the address, on a thread that may block
     * @return the login
     * @throws IllegalArgumentException when the id is malformed
     */
    static EntraLogin browser(String tenantId, Consumer<URI> browser) {
        return new Browser(tenantId, AZURE_CLI, Optional.of(browser));
    }

    /** {@return the tenant} */
    String tenantId();

    /** {@return the application that asks} */
    String clientId();

    /**
     * Lets another application ask. For people it must be one that Microsoft has authorised.
     *
     * @param clientId its id
     * @return a new login
     * @throws IllegalArgumentException when the id is malformed
     */
    EntraLogin withClientId(String clientId);

    /**
     * A service principal with a secret.
     *
     * @param tenantId its tenant
     * @param clientId the application's id
     * @param secret hidden
     */
    record ClientSecret(String tenantId, String clientId, Secret secret) implements EntraLogin {

        /** Checks the ids. */
        public ClientSecret {
            EntraIds.check(tenantId, clientId);
            Objects.requireNonNull(secret, "secret");
        }

        @Override
        public EntraLogin withClientId(String other) {
            return new ClientSecret(tenantId, other, secret);
        }
    }

    /**
     * A service principal with a certificate.
     *
     * @param tenantId its tenant
     * @param clientId the application's id
     * @param key hidden
     * @param certificate its public half
     */
    record ClientCertificate(String tenantId, String clientId, PrivateKey key, X509Certificate certificate)
            implements EntraLogin {

        /** Checks the ids. */
        public ClientCertificate {
            EntraIds.check(tenantId, clientId);
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(certificate, "certificate");
        }

        @Override
        public EntraLogin withClientId(String other) {
            return new ClientCertificate(tenantId, other, key, certificate);
        }

        /** {@return without the key} */
        @Override
        public String toString() {
            return "ClientCertificate[" + tenantId + ", " + clientId + "]";
        }
    }

    /**
     * A person on any device.
     *
     * @param tenantId the person's tenant
     * @param clientId the application that asks
     * @param prompt shows the code
     */
    record DeviceCode(String tenantId, String clientId, Consumer<DeviceCodePrompt> prompt) implements EntraLogin {

        /** Checks the ids. */
        public DeviceCode {
            EntraIds.check(tenantId, clientId);
            Objects.requireNonNull(prompt, "prompt");
        }

        @Override
        public EntraLogin withClientId(String other) {
            return new DeviceCode(tenantId, other, prompt);
        }
    }

    /**
     * A person with a browser here.
     *
     * @param tenantId the person's tenant
     * @param clientId the application that asks
     * @param browser opens an address; empty for the system's own
     */
    record Browser(String tenantId, String clientId, Optional<Consumer<URI>> browser) implements EntraLogin {

        /** Checks the ids. */
        public Browser {
            EntraIds.check(tenantId, clientId);
            Objects.requireNonNull(browser, "browser");
        }

        @Override
        public EntraLogin withClientId(String other) {
            return new Browser(tenantId, other, browser);
        }
    }
}
