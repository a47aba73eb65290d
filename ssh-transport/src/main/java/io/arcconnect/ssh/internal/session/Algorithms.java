package io.arcconnect.ssh.internal.session;

import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.ssh.SshReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What both sides can, our order first (RFC 4253, section 7.1). Pure.
 *
 * @param ours what this client offers
 * @param theirs what the server offers
 */
record Algorithms(KexInit ours, KexInit theirs) {

    static final String STEP = "ssh.algorithms";

    /** {@return the step: the server's offer as evidence, what would be agreed on, or what has no common choice} */
    DiagnosisStep judge() {
        List<String> missing = new ArrayList<>();
        Optional<String> cipher = common(ours.ciphers(), theirs.ciphers(), "ciphers", missing);
        Optional<String> exchange = common(ours.keyExchanges(), theirs.keyExchanges(), "key exchanges", missing);
        Optional<String> hostKey = common(ours.hostKeys(), theirs.hostKeys(), "host key algorithms", missing);
        if (cipher.filter(Algorithms::bringsItsOwnMac).isEmpty()) {
            var unused = common(ours.macs(), theirs.macs(), "MACs", missing);
        }
        return (missing.isEmpty()
                        ? DiagnosisStep.ok(STEP)
                        : DiagnosisStep.failed(
                                STEP,
                                SshReason.NEGOTIATION_FAILED.code(),
                                "client and server have no " + String.join(" and no ", missing) + " in common",
                                SshReason.NEGOTIATION_FAILED.remedy()))
                .with("agreed", agreed(List.of(exchange, hostKey, cipher)))
                .with("keyExchanges", String.join(",", theirs.keyExchanges()))
                .with("hostKeys", String.join(",", theirs.hostKeys()))
                .with("ciphers", String.join(",", theirs.ciphers()))
                .with("macs", String.join(",", theirs.macs()));
    }

    private static String agreed(List<Optional<String>> choices) {
        return choices.stream().flatMap(Optional::stream).collect(Collectors.joining(" "));
    }

    private static Optional<String> common(List<String> mine, List<String> offered, String what, List<String> missing) {
        Optional<String> first = mine.stream().filter(offered::contains).findFirst();
        if (first.isEmpty()) {
            missing.add(what);
        }
        return first;
    }

    private static boolean bringsItsOwnMac(String cipher) {
        return cipher.contains("gcm@") || cipher.startsWith("chacha20-poly1305");
    }
}
