package io.arcconnect.ssh.internal.sftp;

/** What the server calls a file or directory that it has open for us. */
final class RemoteHandle {

    private static final int LONGEST = 256; // draft-ietf-secsh-filexfer-02, section 6.3

    private final byte[] bytes;

    private RemoteHandle(byte[] bytes) {
        this.bytes = bytes;
    }

    static RemoteHandle read(PacketReader reader) throws SftpViolation {
        byte[] bytes = reader.bytes();
        if (bytes.length > LONGEST) {
            throw new SftpViolation("the server's handle has " + bytes.length + " bytes");
        }
        return new RemoteHandle(bytes);
    }

    int length() {
        return bytes.length;
    }

    PacketWriter write(PacketWriter writer) {
        return writer.string(bytes);
    }
}
