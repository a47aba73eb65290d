package io.arcconnect.ssh;

import io.arcconnect.spi.AsyncCloseable;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The files of a machine. Any number of calls may be under way at a time.
 *
 * <p><b>Paths</b> are the server's: {@code /} separates, relative ones begin where the user logs in, and a file of Windows is
 * {@code /C:/Temp/a.txt}, see {@link Sftp#windowsPath}. <b>Subscribing</b> asks the server, each time anew. <b>Error:</b> an
 * {@link SftpException} with an {@link SftpReason}, or the loss of the session. Version 3 of the protocol has few words: that a
 * name is taken, a directory is not empty or a disk is full is all {@code sftp.failed}, with the server's text. <b>Cancel</b>
 * gives up what has not been sent; handles are closed. <b>Threads:</b> signals arrive on a library thread that may block, unless
 * {@link Ssh#onEventLoop()} was chosen.
 */
public interface SftpClient extends AsyncCloseable {

    /**
     * Lists a directory, without {@code .} and {@code ..}, in the server's order. The server is asked for more names as they are
     * taken.
     *
     * @param path of the directory
     * @return its entries
     */
    Flux<SftpEntry> list(String path);

    /**
     * Finds what a pattern names, as shells do: {@code *}, {@code ?}, {@code [a-z]} and {@code [!a-z]} stand for characters of
     * one name, a backslash lets the next character mean itself, and names that begin with a dot are matched by patterns that do.
     *
     * @param pattern such as {@code /var/log/*.gz}
     * @return what there is, in the order of the names, a link as itself; nothing when there is none. The paths begin as the
     *     pattern does
     */
    default Flux<SftpEntry> glob(String pattern) {
        return new SftpGlob(this, pattern).find();
    }

    /**
     * Looks at a file, through a link.
     *
     * @param path where
     * @return what the server tells
     */
    Mono<SftpAttributes> stat(String path);

    /**
     * Looks at a file or at the link itself.
     *
     * @param path where
     * @return what the server tells
     */
    Mono<SftpAttributes> lstat(String path);

    /**
     * Asks whether there is something, be it a link that leads nowhere.
     *
     * @param path where
     * @return whether
     */
    Mono<Boolean> exists(String path);

    /**
     * Makes a directory.
     *
     * @param path where; {@code sftp.failed} when the name is taken
     * @return the end
     */
    Mono<Void> makeDirectory(String path);

    /**
     * Makes a directory and those above it, as far as they are missing.
     *
     * @param path where
     * @return the end
     */
    Mono<Void> makeDirectories(String path);

    /**
     * Removes a file or a link.
     *
     * @param path where
     * @return the end
     */
    Mono<Void> remove(String path);

    /**
     * Removes an empty directory.
     *
     * @param path where
     * @return the end
     */
    Mono<Void> removeDirectory(String path);

    /**
     * Removes a directory with everything in it. Links are removed and not followed. What is removed before an error stays
     * removed.
     *
     * @param path of the directory
     * @return the end
     */
    Mono<Void> removeTree(String path);

    /**
     * Gives a file another name that nobody has.
     *
     * @param from the old path
     * @param to the new path; most servers answer {@code sftp.failed} when it is taken
     * @return the end
     */
    Mono<Void> rename(String from, String to);

    /**
     * Gives a file another name, whoever has it now: in one step where the server knows {@code posix-rename@openssh.com}, else by
     * moving the old file aside.
     *
     * @param from the old path
     * @param to the new path
     * @return the end
     */
    Mono<Void> replace(String from, String to);

    /**
     * Copies a file on the machine, without carrying it here and back where the server knows {@code copy-data}.
     *
     * @param from the file
     * @param to the copy, which is replaced when it is there
     * @return the end
     */
    Mono<Void> copy(String from, String to);

    /**
     * Sets permissions.
     *
     * @param path where
     * @param permissions as {@code chmod} takes them, such as {@code 0640}
     * @return the end
     */
    Mono<Void> setPermissions(String path, int permissions);

    /**
     * Sets both times, to the second.
     *
     * @param path where
     * @param accessed 1970 to 2106
     * @param modified 1970 to 2106
     * @return the end
     */
    Mono<Void> setTimes(String path, Instant accessed, Instant modified);

    /**
     * Sets owner and group.
     *
     * @param path where
     * @param uid the owner's number
     * @param gid the group's number
     * @return the end
     */
    Mono<Void> setOwner(String path, int uid, int gid);

    /**
     * Cuts a file off, or fills it with zeros.
     *
     * @param path where
     * @param size in bytes
     * @return the end
     */
    Mono<Void> setSize(String path, long size);

    /**
     * Makes a symbolic link.
     *
     * @param link where it is made
     * @param target what it says, which need not exist
     * @return the end
     */
    Mono<Void> symbolicLink(String link, String target);

    /**
     * Makes a second name of a file; {@code sftp.unsupported} where the server does not know {@code hardlink@openssh.com}.
     *
     * @param link the new name
     * @param existing the file
     * @return the end
     */
    Mono<Void> hardLink(String link, String existing);

    /**
     * Reads a symbolic link.
     *
     * @param path where
     * @return what it says
     */
    Mono<String> readLink(String path);

    /**
     * Makes a path absolute, and resolves links and {@code ..}.
     *
     * @param path any; {@code .} is where relative paths begin
     * @return the absolute path
     */
    Mono<String> realPath(String path);

    /**
     * Looks how full a file system is; {@code sftp.unsupported} where the server does not know {@code statvfs@openssh.com}.
     *
     * @param path on it
     * @return its sizes
     */
    Mono<SftpDiskSpace> diskSpace(String path);

    /**
     * Reads a file in order, up to the end that it has when this begins. Demand is the back-pressure: ahead of it at most what
     * {@link Sftp#inFlight} says is asked for.
     *
     * @param path of the file
     * @return its bytes, in buffers that belong to the subscriber; {@code sftp.file_changed} when it becomes shorter meanwhile
     */
    default Flux<ByteBuffer> read(String path) {
        return read(path, 0, Long.MAX_VALUE);
    }

    /**
     * Reads a part of a file.
     *
     * @param path of the file
     * @param from the first byte, 0 or more
     * @param length how many at most, 0 or more
     * @return the bytes that are there
     */
    Flux<ByteBuffer> read(String path, long from, long length);

    /**
     * Writes a file, which is emptied first when it is there. The file is written as the bytes come; for all or nothing see
     * {@link #upload}. Buffers belong to the library until the end, and their content is not modified.
     *
     * @param path of the file
     * @param bytes what to write; its error is this one's, and what was written until then stays
     * @return how many bytes were written
     */
    Mono<Long> write(String path, Publisher<ByteBuffer> bytes);

    /**
     * Writes a file that must not be there.
     *
     * @param path of the file; {@code sftp.failed} when it is there
     * @param bytes what to write
     * @return how many bytes were written
     */
    Mono<Long> writeNew(String path, Publisher<ByteBuffer> bytes);

    /**
     * Writes to the end of a file, which is made when it is missing.
     *
     * @param path of the file
     * @param bytes what to write
     * @return how many bytes were written
     */
    Mono<Long> append(String path, Publisher<ByteBuffer> bytes);

    /**
     * Writes over a part of a file, which is made when it is missing; the rest of it stays.
     *
     * @param path of the file
     * @param from where the first byte goes, 0 or more
     * @param bytes what to write
     * @return how many bytes were written
     */
    Mono<Long> writeAt(String path, long from, Publisher<ByteBuffer> bytes);

    /**
     * Carries a file to the machine, complete or not at all.
     *
     * @param source a file of this computer
     * @param target its name on the machine, with the file's own; a link there is followed, a directory is {@code sftp.failed},
     *     and so is a device, a pipe or a socket, which stays; permissions
     *     of a file that is replaced stay
     * @return what was done
     */
    default Mono<Transfer> upload(Path source, String target) {
        return upload(source, target, TransferOptions.defaults());
    }

    /**
     * Carries a file to the machine.
     *
     * @param source a file of this computer
     * @param target its name on the machine, with the file's own; a link there is followed, a directory is {@code sftp.failed},
     *     and so is a device, a pipe or a socket, which stays; permissions
     *     of a file that is replaced stay
     * @param options how
     * @return what was done
     */
    Mono<Transfer> upload(Path source, String target, TransferOptions options);

    /**
     * Carries a file from the machine, complete or not at all.
     *
     * @param source a file of the machine; a link is followed
     * @param target its name on this computer, with the file's own; a link there is replaced, a directory is
     *     {@code sftp.local_file}, and so is a device, a pipe or a socket, which stays; permissions
     *     of a file that is replaced stay
     * @return what was done
     */
    default Mono<Transfer> download(String source, Path target) {
        return download(source, target, TransferOptions.defaults());
    }

    /**
     * Carries a file from the machine.
     *
     * @param source a file of the machine; a link is followed
     * @param target its name on this computer, with the file's own; a link there is replaced, a directory is
     *     {@code sftp.local_file}, and so is a device, a pipe or a socket, which stays; permissions
     *     of a file that is replaced stay
     * @param options how
     * @return what was done
     */
    Mono<Transfer> download(String source, Path target, TransferOptions options);

    /**
     * Carries a directory with everything in it to the machine. What is there and not in the source stays; the first failure ends
     * it, and what was carried until then is there.
     *
     * @param source a directory of this computer
     * @param target its path on the machine, which is made when it is missing
     * @return what was done
     */
    default Mono<Transfer> uploadTree(Path source, String target) {
        return uploadTree(source, target, TransferOptions.defaults());
    }

    /**
     * As {@link #uploadTree(Path, String)}.
     *
     * @param source a directory of this computer
     * @param target its path on the machine, which is made when it is missing
     * @param options how
     * @return what was done
     */
    Mono<Transfer> uploadTree(Path source, String target, TransferOptions options);

    /**
     * Carries a directory with everything in it from the machine. Nothing is written outside of the target, whatever the machine
     * calls its files: a name that would is {@code sftp.unsafe_name}, as is a link that stands where a directory belongs. What is
     * there and not in the source stays; the first failure ends it, and what was carried until then is there.
     *
     * @param source a directory of the machine
     * @param target its path on this computer, which is made when it is missing
     * @return what was done
     */
    default Mono<Transfer> downloadTree(String source, Path target) {
        return downloadTree(source, target, TransferOptions.defaults());
    }

    /**
     * As {@link #downloadTree(String, Path)}.
     *
     * @param source a directory of the machine
     * @param target its path on this computer, which is made when it is missing
     * @param options how
     * @return what was done
     */
    Mono<Transfer> downloadTree(String source, Path target, TransferOptions options);
}
