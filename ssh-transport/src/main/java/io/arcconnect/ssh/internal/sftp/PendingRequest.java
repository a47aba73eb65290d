package io.arcconnect.ssh.internal.sftp;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A request that has no answer yet. An answer that comes after its asker has gone is for the late taker. */
final class PendingRequest {

    private static final int WAITING = 0;
    private static final int ANSWERED = 1;
    private static final int GIVEN_UP = 2;

    private final Asker asker;
    private final Consumer<Reply> late;
    private final Tidying tidying;
    private final boolean isWork;
    private final AtomicInteger state = new AtomicInteger(WAITING);

    PendingRequest(Asker asker, Consumer<Reply> late, Tidying tidying, boolean isWork) {
        this.asker = asker;
        this.late = late;
        this.tidying = tidying;
        this.isWork = isWork;
    }

    boolean isWork() {
        return isWork;
    }

    void giveUp() {
        tidying.begin();
        if (!state.compareAndSet(WAITING, GIVEN_UP)) {
            tidying.end();
        }
    }

    void answer(Reply reply) {
        if (state.compareAndSet(WAITING, ANSWERED)) {
            asker.answered(reply);
        } else if (state.compareAndSet(GIVEN_UP, ANSWERED)) {
            late.accept(reply);
            tidying.end();
        }
    }

    void fail(Throwable cause) {
        if (state.compareAndSet(WAITING, ANSWERED)) {
            asker.failed(cause);
        } else if (state.compareAndSet(GIVEN_UP, ANSWERED)) {
            tidying.end();
        }
    }
}
