package io.arcconnect.ssh.internal.sftp;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a server said it can (draft-ietf-secsh-filexfer-02, section 4; OpenSSH's PROTOCOL file, section 4).
 *
 * @param version 3 or higher; what both sides know is 3
 * @param extensions names and versions, in the server's order
 */
record ServerFeatures(int version, Map<String, String> extensions) {

    static final String POSIX_RENAME = "posix-rename@openssh.com";
    static final String FSYNC = "fsync@openssh.com";
    static final String STATVFS = "statvfs@openssh.com";
    static final String HARDLINK = "hardlink@openssh.com";
    static final String LIMITS = "limits@openssh.com";
    static final String COPY_DATA = "copy-data";

    private static final int MOST = 256;

    ServerFeatures {
        extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
    }

    static ServerFeatures read(PacketReader reader) throws SftpViolation {
        if (reader.u8() != PacketType.VERSION) {
            throw new SftpViolation("the server does not begin with its version");
        }
        int version = reader.u32();
        if (version < 3) {
            throw new SftpViolation(
                    "the server speaks version " + version + ", and version 3 is the oldest known here");
        }
        Map<String, String> extensions = new LinkedHashMap<>();
        while (reader.hasMore() && extensions.size() < MOST) {
            String name = reader.text();
            extensions.put(name, new String(reader.bytes(), StandardCharsets.UTF_8));
        }
        return new ServerFeatures(version, extensions);
    }

    boolean has(String extension) {
        return extensions.containsKey(extension);
    }
}
