/**
 * SSH over the relay, in-process: {@link io.arcconnect.ssh.Ssh} describes a session, {@link io.arcconnect.ssh.SshSession} is one.
 *
 * <ul>
 *   <li>Who logs in, and where: {@link io.arcconnect.ssh.SshIdentity}, {@link io.arcconnect.ssh.SshAgent}, {@link
 *       io.arcconnect.ssh.SshCertificateSource}; {@link io.arcconnect.ssh.HostKeys}, {@link io.arcconnect.ssh.HostKeySource}.
 *   <li>Commands: {@link io.arcconnect.ssh.Exec}, with {@link io.arcconnect.ssh.Sudo}, {@link io.arcconnect.ssh.RemoteShell} for
 *       quoting, and {@link io.arcconnect.ssh.PowerShell}; they end as {@link io.arcconnect.ssh.ExecResult} or run as {@link
 *       io.arcconnect.ssh.RemoteCommand}.
 *   <li>A terminal: {@link io.arcconnect.ssh.Shell} opens an {@link io.arcconnect.ssh.SshShell}, and {@link
 *       io.arcconnect.ssh.Recording} keeps what it shows.
 *   <li>Files: {@link io.arcconnect.ssh.Sftp} opens an {@link io.arcconnect.ssh.SftpClient}, {@link io.arcconnect.ssh.Scp} an {@link
 *       io.arcconnect.ssh.ScpClient}; {@link io.arcconnect.ssh.TransferOptions} says how they carry.
 *   <li>Ports: {@link io.arcconnect.ssh.Forward} begins every {@link io.arcconnect.ssh.LocalForward}, which opens a {@link
 *       io.arcconnect.tunnel.LocalPort}, and every {@link io.arcconnect.ssh.RemoteForward}, which opens a {@link
 *       io.arcconnect.ssh.RemotePort}.
 *   <li>Sessions that stay: {@link io.arcconnect.ssh.SshPool}.
 * </ul>
 */
@NullMarked
package io.arcconnect.ssh;

import org.jspecify.annotations.NullMarked;
