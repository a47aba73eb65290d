package io.arcconnect.ssh.internal.sftp;

import reactor.core.publisher.MonoSink;

/** Has asked the server something. Is told once, on a thread that must not be blocked. */
interface Asker {

    void answered(Reply reply);

    /** Nothing will come any more. */
    void failed(Throwable cause);

    static Asker of(MonoSink<Reply> sink) {
        return new Asker() {
            @Override
            public void answered(Reply reply) {
                sink.success(reply);
            }

            @Override
            public void failed(Throwable cause) {
                sink.error(cause);
            }
        };
    }
}
