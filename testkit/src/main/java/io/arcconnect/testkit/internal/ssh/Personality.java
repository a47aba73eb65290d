package io.arcconnect.testkit.internal.ssh;

import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;

/** What differs between the systems that a server can seem to run on. */
public interface Personality {

    /**
     * Sets how the server introduces itself.
     *
     * @param server not yet started
     */
    default void introduce(SshServer server) {}

    /** {@return what makes sessions} */
    default ChannelSessionFactory sessions() {
        return ChannelSessionFactory.INSTANCE;
    }

    /** {@return what paths mean} */
    default SftpFileSystemAccessor paths() {
        return SftpFileSystemAccessor.DEFAULT;
    }

    /**
     * Opens the shell that a user logs in to.
     *
     * @param console what it reads and writes
     * @return the shell
     */
    default Interpreter shell(Console console) {
        return new SmallShell(console.user(), console.in(), console.out(), console.err(), console.destroyed());
    }

    /**
     * What the shell writes before it reads a line from a terminal.
     *
     * @param user who is logged in
     * @return the prompt
     */
    default String prompt(String user) {
        return "$ ";
    }
}
