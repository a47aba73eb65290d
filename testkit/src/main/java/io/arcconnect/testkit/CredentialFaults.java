package io.arcconnect.testkit;

import io.arcconnect.testkit.internal.FaultEffect.CredentialFlaw;
import io.arcconnect.testkit.internal.FaultEffect.Skew;
import java.time.Duration;
import java.util.Objects;

/** What is wrong with what {@code listCredentials} hands out, and with the clocks it is judged by (protocol.md 2.2). */
abstract sealed class CredentialFaults extends OperationFaults permits DialFaults {

    CredentialFaults() {}

    /** {@return credentials come without {@code serviceConfigurationToken}} */
    public static Fault credentialsWithoutToken() {
        return flaw("credentialsWithoutToken", CredentialFlaw.WITHOUT_TOKEN);
    }

    /** {@return the access key has ended when it is issued; {@code expiresOn} does not say so} */
    public static Fault expiredAccessKey() {
        return flaw("expiredAccessKey", CredentialFlaw.EXPIRED);
    }

    /** {@return the access key is signed with a wrong key} */
    public static Fault forgedAccessKey() {
        return flaw("forgedAccessKey", CredentialFlaw.FORGED);
    }

    /** {@return the access key opens another path} */
    public static Fault accessKeyForOtherPath() {
        return flaw("accessKeyForOtherPath", CredentialFlaw.OTHER_PATH);
    }

    /** {@return the service configuration token has ended when it is issued: the agent refuses the dial (protocol.md 3.11)} */
    public static Fault expiredServiceToken() {
        return flaw("expiredServiceToken", CredentialFlaw.EXPIRED_SERVICE_TOKEN);
    }

    /**
     * The clock of Azure Resource Manager is off: the {@code Date} of its answers.
     *
     * @param offset positive is ahead
     * @return the fault
     */
    public static Fault armClock(Duration offset) {
        return skew("armClock", Skew.Of.ARM, offset);
    }

    /**
     * The relay's clock is off: ahead, it judges access keys as expired that have not ended yet; behind, it takes some that
     * have.
     *
     * @param offset positive is ahead
     * @return the fault
     */
    public static Fault relayClock(Duration offset) {
        return skew("relayClock", Skew.Of.RELAY, offset);
    }

    /**
     * The machine's clock is off: so does the agent judge service configuration tokens.
     *
     * @param offset positive is ahead
     * @return the fault
     */
    public static Fault machineClock(Duration offset) {
        return skew("machineClock", Skew.Of.MACHINE, offset);
    }

    private static Fault flaw(String name, CredentialFlaw flaw) {
        return Fault.of(name, "", FaultPlace.CREDENTIALS, flaw);
    }

    private static Fault skew(String name, Skew.Of whose, Duration offset) {
        Objects.requireNonNull(offset, "offset");
        String direction = offset.isNegative() ? "behind" : "ahead";
        return Fault.of(
                name + "(" + direction + ")", "by " + offset.abs(), FaultPlace.CREDENTIALS, new Skew(whose, offset));
    }
}
