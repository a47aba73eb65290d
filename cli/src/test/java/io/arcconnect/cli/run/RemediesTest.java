package io.arcconnect.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ErrorReason;
import io.arcconnect.rdp.RdpReason;
import io.arcconnect.ssh.ForwardReason;
import io.arcconnect.ssh.ScpReason;
import io.arcconnect.ssh.SftpReason;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.tunnel.TunnelReason;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody at a command line is told to call a method. */
class RemediesTest {

    /** What the command never lets happen. */
    private static final Set<String> NEVER = Set.of(
            "connection.limit_reached", "ssh.host_keys_not_configured", "ssh.output_truncated", "ssh.pool_exhausted");

    static Stream<ErrorReason> reasons() {
        return Stream.of(
                        ArcReason.values(),
                        SshReason.values(),
                        SftpReason.values(),
                        ScpReason.values(),
                        ForwardReason.values(),
                        RdpReason.values(),
                        TunnelReason.values())
                .flatMap(Arrays::<ErrorReason>stream)
                .filter(reason -> !NEVER.contains(reason.code()));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void of_whenTheLibrarySpeaksOfItsApi_thenTheCommandSpeaksOfOptions(ErrorReason reason) {
        assertThat(Remedies.of(reason))
                .doesNotContainPattern("\\w\\.\\w+\\(|\\w+\\([a-z…]*\\)|[a-z]Policy|DesktopClient");
    }
}
