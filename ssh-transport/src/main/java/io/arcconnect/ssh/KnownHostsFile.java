package io.arcconnect.ssh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file in OpenSSH's known-hosts format. It is read at every look, because other programs write it too, and one line is
 * added under a lock that other processes of this library respect.
 *
 * @param path where
 */
record KnownHostsFile(Path path) {

    private static final Logger LOG = LoggerFactory.getLogger(Ssh.class);

    private static final Object THIS_PROCESS = new Object();

    /** A key of the file. */
    record KnownKey(PublicKey key, boolean revoked) {

        boolean is(PublicKey other) {
            return KeyUtils.compareKeys(key, other);
        }
    }

    List<KnownKey> keysOf(String alias) throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        List<KnownKey> keys = new ArrayList<>();
        for (String line : text().lines().toList()) {
            KnownHostsLine.parse(line)
                    .filter(known -> known.isHostKey() && known.matches(alias))
                    .flatMap(KnownHostsFile::keyOf)
                    .ifPresent(keys::add);
        }
        return keys;
    }

    /**
     * Adds a machine's first key. Under the lock it looks again: two processes may meet the machine at the same time.
     *
     * @return the key that another process has added meanwhile, when it is another
     */
    Optional<PublicKey> addFirst(String alias, PublicKey key) throws IOException {
        // A file lock keeps other processes out, and throws when another thread of this one has it.
        synchronized (THIS_PROCESS) {
            return addFirstAlone(alias, key);
        }
    }

    private Optional<PublicKey> addFirstAlone(String alias, PublicKey key) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (FileChannel channel = FileChannel.open(path, options(), ownerOnly());
                FileLock lock = channel.lock()) {
            List<KnownKey> known =
                    keysOf(alias).stream().filter(entry -> !entry.revoked()).toList();
            if (!known.isEmpty()) {
                return known.stream().anyMatch(entry -> entry.is(key))
                        ? Optional.empty()
                        : Optional.of(known.get(0).key());
            }
            String line = alias + " " + PublicKeyEntry.toString(key) + "\n";
            channel.write(ByteBuffer.wrap((endsInLineBreak() ? line : "\n" + line).getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
            LOG.debug("event=host_key_added lock={} file={}", lock.isValid(), path);
            return Optional.empty();
        }
    }

    private boolean endsInLineBreak() throws IOException {
        String text = text();
        return text.isEmpty() || text.endsWith("\n");
    }

    /** One comment in another charset must not make every line unreadable. */
    private String text() throws IOException {
        return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    }

    private static Set<StandardOpenOption> options() {
        return EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private FileAttribute<?>[] ownerOnly() {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static Optional<KnownKey> keyOf(KnownHostsLine line) {
        try {
            PublicKey key = PublicKeyEntry.parsePublicKeyEntry(line.key())
                    .resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.IGNORING);
            return Optional.ofNullable(key).map(known -> new KnownKey(known, line.isRevoked()));
        } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
            LOG.warn("event=known_hosts_key_skipped problem={}", unreadable.toString());
            return Optional.empty();
        }
    }
}
