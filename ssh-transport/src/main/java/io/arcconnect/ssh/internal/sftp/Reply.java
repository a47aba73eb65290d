package io.arcconnect.ssh.internal.sftp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What a server answers to a request (draft-ietf-secsh-filexfer-02, section 7). */
sealed interface Reply {

    /** The end of a request, good or bad. */
    record Status(int code, String text) implements Reply {}

    /** What an open file or directory is called from now on. */
    record Handle(RemoteHandle handle) implements Reply {}

    /** Bytes of a file. */
    record Data(ByteBuffer bytes) implements Reply {}

    /** Names. */
    record Names(List<RemoteName> names) implements Reply {}

    /** What is told of one file. */
    record Attrs(Attributes attributes) implements Reply {}

    /** The answer to an extension's request. */
    record Extended(ByteBuffer body) implements Reply {}

    /** Reads an answer whose type and id have been read. */
    static Reply read(int type, PacketReader reader) throws SftpViolation {
        return switch (type) {
            case PacketType.STATUS -> status(reader);
            case PacketType.HANDLE -> new Handle(RemoteHandle.read(reader));
            case PacketType.DATA -> new Data(reader.slice());
            case PacketType.NAME -> names(reader);
            case PacketType.ATTRS -> new Attrs(Attributes.read(reader));
            case PacketType.EXTENDED_REPLY -> new Extended(reader.rest());
            default -> throw new SftpViolation("the server answers with a packet of type " + type);
        };
    }

    /** Old servers send neither text nor language. */
    private static Status status(PacketReader reader) throws SftpViolation {
        int code = reader.u32();
        return new Status(code, reader.hasMore() ? reader.text() : "");
    }

    private static Names names(PacketReader reader) throws SftpViolation {
        long count = reader.unsigned32();
        List<RemoteName> names = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            String name = reader.text();
            String line = reader.text();
            names.add(new RemoteName(name, line, Attributes.read(reader)));
        }
        return new Names(List.copyOf(names));
    }
}
