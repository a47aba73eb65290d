package io.arcconnect.internal.net;

import io.arcconnect.error.ArcReason;
import io.netty.handler.codec.http.HttpResponse;

/** What a proxy's answers to CONNECT mean, but for 200 and 407. Pure. */
final class ProxyAnswers {

    private ProxyAnswers() {}

    /**
     * Classifies a refusal.
     *
     * @param proxy who answers
     * @param target what was asked for
     * @param answer neither 200 nor 407
     * @param signedIn whether a login was sent along
     * @return why there is no tunnel
     */
    static ProxyFailure failure(HttpProxy proxy, String target, HttpResponse answer, boolean signedIn) {
        int status = answer.status().code();
        String said = "the proxy " + proxy.address() + " ";
        if (answer.decoderResult().isFailure()) {
            return ProxyFailure.of(ArcReason.PROXY_REFUSED, said + "does not speak HTTP");
        }
        if (status == 401 && signedIn) {
            // What tinyproxy answers to a wrong password.
            return ProxyFailure.of(
                    ArcReason.PROXY_AUTHENTICATION_FAILED, said + "refuses the user name or the password");
        }
        String with = target + " (HTTP " + status + ")";
        return status >= 500
                ? ProxyFailure.behind(said + "does not reach " + with)
                : ProxyFailure.of(ArcReason.PROXY_REFUSED, said + "refuses CONNECT " + with);
    }
}
