package io.arcconnect.entra;

import io.arcconnect.error.ErrorReason;

/** The reasons why Entra ID gives no certificate. */
public enum EntraReason implements ErrorReason {
    /** Nobody has signed in yet, or Entra ID wants to see the person again. */
    SIGN_IN_REQUIRED("entra.sign_in_required", false, "Call EntraCertificates.signIn(): nothing else asks the person."),
    /** The person declined, did not finish in time, or no browser could be opened. */
    SIGN_IN_FAILED(
            "entra.sign_in_failed",
            false,
            "Sign in again and finish it in time; where no browser can be opened, use EntraLogin.deviceCode(…)."),
    /** The service principal's secret or certificate is wrong or has expired, or the tenant does not know it. */
    CREDENTIAL_REFUSED(
            "entra.credential_refused",
            false,
            "Check tenant, client id and the service principal's secret or certificate, which expire."),
    /** Entra ID knows who asks, and refuses. */
    REFUSED(
            "entra.refused",
            false,
            "Show an administrator of the tenant what Entra ID says. For people only clients that Microsoft authorised get SSH"
                    + " certificates, such as the Azure CLI's; for programs any service principal."),
    /** Entra ID could not be reached, was too busy, or took too long. */
    UNAVAILABLE(
            "entra.unavailable", true, "Check the network and the proxy between here and Entra ID, then try again."),
    /** The answer is not what Entra ID answers, or its certificate is not the one that was asked for. */
    UNEXPECTED_RESPONSE(
            "entra.unexpected_response",
            false,
            "Check the cloud, and that nothing between here and Entra ID rewrites answers; then report it.");

    private final String code;
    private final boolean isTransient;
    private final String remedy;

    EntraReason(String code, boolean isTransient, String remedy) {
        this.code = code;
        this.isTransient = isTransient;
        this.remedy = remedy;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public boolean isTransient() {
        return isTransient;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    /** {@return the code} */
    @Override
    public String toString() {
        return code;
    }
}
