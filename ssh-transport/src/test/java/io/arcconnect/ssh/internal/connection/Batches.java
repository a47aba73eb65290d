package io.arcconnect.ssh.internal.connection;

/** Reading, as a connection does it. */
public final class Batches {

    private Batches() {}

    /** Does it in the course of one batch. */
    public static void in(Batch batch, Runnable decoding) {
        batch.begins();
        decoding.run();
        batch.ends();
    }
}
