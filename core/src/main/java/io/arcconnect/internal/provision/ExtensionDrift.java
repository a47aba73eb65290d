package io.arcconnect.internal.provision;

import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether an extension that is there differs from the wanted one: publisher and type, and the version only where the
 * caller asked for one and an older one is there. A newer one stays: the platform upgrades by itself. Pure.
 */
final class ExtensionDrift {

    private ExtensionDrift() {}

    static boolean isDrifted(ExtensionSpec wanted, ExtensionState there) {
        boolean same = wanted.publisher().equalsIgnoreCase(there.publisher())
                && wanted.type().equalsIgnoreCase(there.type());
        return !same
                || wanted.typeHandlerVersion()
                        .filter(version -> isNewer(version, version(there)))
                        .isPresent();
    }

    private static Optional<String> version(ExtensionState there) {
        return there.typeHandlerVersion()
                .or(() -> there.instanceView().flatMap(ExtensionState.InstanceView::typeHandlerVersion));
    }

    /** A version that cannot be read is not replaced: that might be a downgrade. */
    private static boolean isNewer(String wanted, Optional<String> there) {
        return there.filter(text -> text.matches("[0-9]+(\\.[0-9]+)*"))
                .filter(text -> compare(numbers(wanted), numbers(text)) > 0)
                .isPresent();
    }

    private static int compare(List<BigInteger> left, List<BigInteger> right) {
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int order = at(left, i).compareTo(at(right, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static BigInteger at(List<BigInteger> numbers, int index) {
        return index < numbers.size() ? numbers.get(index) : BigInteger.ZERO;
    }

    private static List<BigInteger> numbers(String version) {
        return Arrays.stream(version.split("\\.", -1)).map(BigInteger::new).toList();
    }
}
