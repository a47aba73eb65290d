package io.arcconnect.internal.pace;

import java.util.LinkedHashSet;
import java.util.Set;

/** A bucket and those who wait for its tokens, in the order of insertion. Guarded by the {@link Pacer}. */
final class Lane {

    private final TokenBucket bucket;
    private final Set<Turn> waiting = new LinkedHashSet<>();

    Lane(TokenBucket bucket) {
        this.bucket = bucket;
    }

    TokenBucket bucket() {
        return bucket;
    }

    Set<Turn> waiting() {
        return waiting;
    }
}
