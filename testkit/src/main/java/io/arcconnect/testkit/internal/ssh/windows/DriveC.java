package io.arcconnect.testkit.internal.ssh.windows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;

/**
 * Paths as the SFTP server of OpenSSH for Windows writes them, {@code /C:/Temp/a.txt} (observed by many). There is one drive;
 * {@code /}, which lists the drives there, is taken for it.
 */
final class DriveC implements SftpFileSystemAccessor {

    private static final Pattern DRIVE = Pattern.compile("/?([A-Za-z]):(?:/(.*))?");

    @Override
    public Path resolveLocalFilePath(SftpSubsystemProxy subsystem, Path root, String remotePath) throws IOException {
        String path = remotePath.replace('\\', '/');
        Matcher drive = DRIVE.matcher(path);
        Path top = root.getFileSystem().getPath("/");
        if (drive.matches()) {
            if (!drive.group(1).equalsIgnoreCase("C")) {
                throw new NoSuchFileException(remotePath);
            }
            return drive.group(2) == null ? top : top.resolve(drive.group(2));
        }
        if (path.matches("/+")) {
            return top;
        }
        if (path.startsWith("/")) {
            throw new NoSuchFileException(remotePath);
        }
        Path home = top.resolve("Users/" + subsystem.getServerSession().getUsername());
        return (Files.isDirectory(home) ? home : top).resolve(path);
    }

    @Override
    public void putRemoteFileName(
            SftpSubsystemProxy subsystem, Path path, Buffer buffer, String name, boolean shortName) throws IOException {
        SftpFileSystemAccessor.super.putRemoteFileName(
                subsystem, path, buffer, shortName && name.startsWith("/") ? "/C:" + name : name, shortName);
    }
}
