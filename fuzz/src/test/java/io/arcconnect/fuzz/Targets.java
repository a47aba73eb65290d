package io.arcconnect.fuzz;

import io.arcconnect.cli.console.HarmlessFuzz;
import io.arcconnect.cli.fleet.MachineListFuzz;
import io.arcconnect.cli.options.CloudFileFuzz;
import io.arcconnect.internal.arm.ArmJsonFuzz;
import io.arcconnect.internal.diagnose.BannerFuzz;
import io.arcconnect.internal.net.ProxyWordsFuzz;
import io.arcconnect.internal.relay.FrameWriterFuzz;
import io.arcconnect.internal.relay.ReasonPhraseFuzz;
import io.arcconnect.internal.relay.RelayCredentialsFuzz;
import io.arcconnect.internal.relay.RelayFramesFuzz;
import io.arcconnect.internal.relay.RelayStreamFuzz;
import io.arcconnect.model.MachineIdFuzz;
import io.arcconnect.model.ReceiptFuzz;
import io.arcconnect.rdp.RdpAnswerFuzz;
import io.arcconnect.rdp.RdpFileFuzz;
import io.arcconnect.ssh.internal.agent.AgentAnswersFuzz;
import io.arcconnect.ssh.internal.clixml.ClixmlFuzz;
import io.arcconnect.ssh.internal.hostkeys.HostKeyOutputFuzz;
import io.arcconnect.ssh.internal.keys.CertificateFuzz;
import io.arcconnect.ssh.internal.knownhosts.KnownHostsFuzz;
import io.arcconnect.ssh.internal.knownhosts.NamePatternFuzz;
import io.arcconnect.ssh.internal.recording.AsciicastFuzz;
import io.arcconnect.ssh.internal.scp.ScpAnswersFuzz;
import io.arcconnect.ssh.internal.scp.ScpDownloadFuzz;
import io.arcconnect.ssh.internal.session.KexInitFuzz;
import io.arcconnect.ssh.internal.sftp.SftpDownloadFuzz;
import io.arcconnect.ssh.internal.sftp.SftpPacketsFuzz;
import io.arcconnect.ssh.internal.socks.SocksFuzz;
import io.arcconnect.testkit.internal.SasFuzz;
import java.util.Locale;

/** Every target. The folder of its corpus has its name in lower case. */
enum Targets {
    AGENT_ANSWERS(4_000, AgentAnswersFuzz::fuzzerTestOneInput),
    ARM_JSON(2_000, ArmJsonFuzz::fuzzerTestOneInput),
    ASCIICAST(2_000, AsciicastFuzz::fuzzerTestOneInput),
    BANNER(3_000, BannerFuzz::fuzzerTestOneInput),
    CERTIFICATE(3_000, CertificateFuzz::fuzzerTestOneInput),
    CLIXML(1_500, ClixmlFuzz::fuzzerTestOneInput),
    CLOUD_FILE(500, CloudFileFuzz::fuzzerTestOneInput),
    FRAME_WRITER(500, FrameWriterFuzz::fuzzerTestOneInput),
    HARMLESS(3_000, HarmlessFuzz::fuzzerTestOneInput),
    HOST_KEY_OUTPUT(3_000, HostKeyOutputFuzz::fuzzerTestOneInput),
    KEX_INIT(3_000, KexInitFuzz::fuzzerTestOneInput),
    KNOWN_HOSTS(400, KnownHostsFuzz::fuzzerTestOneInput),
    MACHINE_ID(3_000, MachineIdFuzz::fuzzerTestOneInput),
    MACHINE_LIST(3_000, MachineListFuzz::fuzzerTestOneInput),
    NAME_PATTERN(4_000, NamePatternFuzz::fuzzerTestOneInput),
    PROXY_WORDS(3_000, ProxyWordsFuzz::fuzzerTestOneInput),
    RDP_ANSWER(4_000, RdpAnswerFuzz::fuzzerTestOneInput),
    RDP_FILE(2_000, RdpFileFuzz::fuzzerTestOneInput),
    REASON_PHRASE(3_000, ReasonPhraseFuzz::fuzzerTestOneInput),
    RECEIPT(3_000, ReceiptFuzz::fuzzerTestOneInput),
    RELAY_CREDENTIALS(3_000, RelayCredentialsFuzz::fuzzerTestOneInput),
    RELAY_FRAMES(3_000, RelayFramesFuzz::fuzzerTestOneInput),
    RELAY_STREAM(1_000, RelayStreamFuzz::fuzzerTestOneInput),
    SAS(2_000, SasFuzz::fuzzerTestOneInput),
    SCP_ANSWERS(3_000, ScpAnswersFuzz::fuzzerTestOneInput),
    SCP_DOWNLOAD(400, ScpDownloadFuzz::fuzzerTestOneInput),
    SFTP_DOWNLOAD(150, SftpDownloadFuzz::fuzzerTestOneInput),
    SFTP_PACKETS(3_000, SftpPacketsFuzz::fuzzerTestOneInput),
    SOCKS(4_000, SocksFuzz::fuzzerTestOneInput);

    private final int tries;
    private final Target target;

    Targets(int tries, Target target) {
        this.tries = tries;
        this.target = target;
    }

    /** {@return how many mutations fit a build: about a second's} */
    int tries() {
        return tries;
    }

    Target target() {
        return target;
    }

    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
