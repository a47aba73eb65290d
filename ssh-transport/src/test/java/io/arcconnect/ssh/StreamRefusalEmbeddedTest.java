package io.arcconnect.ssh;

import java.nio.file.Path;

/** The testkit's server. */
class StreamRefusalEmbeddedTest implements StreamRefusalContract {

    @Override
    public SshServerUnderTest allowing(Path directory) {
        return EmbeddedServer.start();
    }

    @Override
    public SshServerUnderTest forbidding(Path directory) {
        return EmbeddedServer.start(ssh -> ssh.withoutForwarding());
    }
}
