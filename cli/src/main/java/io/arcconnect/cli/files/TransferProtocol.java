package io.arcconnect.cli.files;

import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.ssh.Scp;
import io.arcconnect.ssh.Sftp;
import io.arcconnect.ssh.SftpException;
import io.arcconnect.ssh.SftpReason;
import io.arcconnect.ssh.SshSession;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import reactor.core.publisher.Mono;

/** By what files are carried. */
public enum TransferProtocol {
    /** By SFTP, or where the server has none by SCP. */
    AUTO {
        @Override
        Mono<Offer> open(SshSession session) {
            return SFTP.open(session).onErrorResume(TransferProtocol::isNotThere, none -> SCP.open(session));
        }
    },
    /** By SFTP. */
    SFTP {
        @Override
        Mono<Offer> open(SshSession session) {
            return Sftp.on(session).map(client -> new Offer(new SftpStore(client), client));
        }
    },
    /** By SCP. */
    SCP {
        @Override
        Mono<Offer> open(SshSession session) {
            return Scp.on(session).map(client -> new Offer(new ScpStore(session, client), client));
        }
    };

    /** Reads a name as it is typed. */
    public static final class Name implements ITypeConverter<TransferProtocol> {

        /** Made by picocli. */
        public Name() {}

        @Override
        public TransferProtocol convert(String typed) {
            return Arrays.stream(values())
                    .filter(protocol -> protocol.name().toLowerCase(Locale.ROOT).equals(typed))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("auto, sftp or scp, got " + typed));
        }
    }

    record Offer(RemoteStore store, AsyncCloseable client) {}

    abstract Mono<Offer> open(SshSession session);

    /**
     * Opens a client on a session, uses and closes it.
     *
     * @param session stays open
     * @param work what to do
     * @param <R> its result
     * @return the result
     */
    public <R> Mono<R> use(SshSession session, Function<RemoteStore, Mono<R>> work) {
        return Mono.usingWhen(
                open(session),
                offer -> work.apply(offer.store()),
                offer -> offer.client().close());
    }

    private static boolean isNotThere(Throwable error) {
        return error instanceof SftpException failed && failed.reason() == SftpReason.UNAVAILABLE;
    }
}
