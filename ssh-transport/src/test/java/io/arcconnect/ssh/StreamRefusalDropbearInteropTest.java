package io.arcconnect.ssh;

import java.nio.file.Path;

/** dropbear. */
class StreamRefusalDropbearInteropTest implements StreamRefusalContract {

    @Override
    public SshServerUnderTest allowing(Path directory) throws Exception {
        return DropbearServer.start(directory);
    }

    @Override
    public SshServerUnderTest forbidding(Path directory) throws Exception {
        return DropbearServer.start(directory, "-j");
    }
}
