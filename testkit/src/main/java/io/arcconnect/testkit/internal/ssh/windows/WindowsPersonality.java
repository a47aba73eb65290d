package io.arcconnect.testkit.internal.ssh.windows;

import io.arcconnect.testkit.internal.Unanswered;
import io.arcconnect.testkit.internal.ssh.Console;
import io.arcconnect.testkit.internal.ssh.Interpreter;
import io.arcconnect.testkit.internal.ssh.Personality;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;

/** OpenSSH for Windows, with cmd behind it: which shell sshd starts there unless the registry names another (documented). */
public final class WindowsPersonality implements Personality {

    /** As observed in the identification of Windows Server 2022's. */
    private static final String IDENTIFICATION = "OpenSSH_for_Windows_9.5";

    private final WindowsHost host;

    /**
     * Makes a machine.
     *
     * @param name of the computer
     * @param codePage in which programs write at first
     * @param files what drive C holds
     * @param unanswered is told of commands that are not emulated
     */
    public WindowsPersonality(String name, Charset codePage, Optional<Path> files, Unanswered unanswered) {
        this.host = new WindowsHost(name, codePage, files, unanswered, new WindowsProcesses());
    }

    @Override
    public void introduce(SshServer server) {
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, IDENTIFICATION);
    }

    @Override
    public ChannelSessionFactory sessions() {
        return new WindowsSessions();
    }

    @Override
    public SftpFileSystemAccessor paths() {
        return new DriveC();
    }

    @Override
    public Interpreter shell(Console console) {
        Map<String, String> variables = host.environment(console.user());
        variables.putAll(console.environment());
        return new SmallCmd(host, new Screen(console, host.codePage()), variables, host.home(console.user()));
    }

    @Override
    public String prompt(String user) {
        return host.account(user).replaceFirst("^(.*)\\\\(.*)$", "$2@" + host.computer()) + " " + host.home(user) + ">";
    }
}
