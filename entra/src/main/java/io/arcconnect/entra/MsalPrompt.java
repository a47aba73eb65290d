package io.arcconnect.entra;

import com.microsoft.aad.msal4j.ClaimsRequest;
import com.microsoft.aad.msal4j.DeviceCode;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.InteractiveRequestParameters;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SystemBrowserOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a person is asked. */
@FunctionalInterface
interface MsalPrompt {

    /** As long as a device code is usually valid. */
    Duration LIMIT = Duration.ofMinutes(15);

    /** Any free port of the loopback address: Entra ID lets programs of this kind choose (RFC 8252, section 7.3). */
    URI COME_BACK = URI.create("http://localhost");

    CompletableFuture<IAuthenticationResult> ask(
            PublicClientApplication application, Set<String> scopes, @Nullable ClaimsRequest claims);

    static MsalPrompt of(EntraLogin.DeviceCode login) {
        return (application, scopes, claims) -> application.acquireToken(
                DeviceCodeFlowParameters.builder(scopes, code -> tell(login.prompt(), shown(code)))
                        .claims(claims)
                        .build());
    }

    static MsalPrompt of(EntraLogin.Browser login) {
        SystemBrowserOptions.SystemBrowserOptionsBuilder options = SystemBrowserOptions.builder();
        login.browser()
                .ifPresent(
                        browser -> options.openBrowserAction(address -> tell(browser, URI.create(address.toString()))));
        return (application, scopes, claims) -> application.acquireToken(InteractiveRequestParameters.builder(COME_BACK)
                .scopes(scopes)
                .claims(claims)
                .systemBrowserOptions(options.build())
                .httpPollingTimeoutInSeconds((int) LIMIT.toSeconds())
                .build());
    }

    private static <T> void tell(Consumer<T> person, T what) {
        try {
            person.accept(what);
        } catch (RuntimeException e) {
            throw EntraFailures.notAsked(e);
        }
    }

    private static DeviceCodePrompt shown(DeviceCode code) {
        return new DeviceCodePrompt(
                code.userCode(),
                URI.create(code.verificationUri()),
                Duration.ofSeconds(code.expiresIn()),
                code.message());
    }
}
