package io.arcconnect.ssh.internal.files;

import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.SshSession;
import io.arcconnect.ssh.internal.sftp.RemoteDigest;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/** Has the machine compute SHA-256 with a command. Whatever goes wrong means that it does not do that for us. */
public final class ExecDigest implements RemoteDigest {

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Pattern DRIVE = Pattern.compile("/([A-Za-z]:/.*)");
    private static final Pattern SHA_256 = Pattern.compile("\\\\?([0-9a-fA-F]{64})(\\s.*)?", Pattern.DOTALL);

    private final SshSession session;

    public ExecDigest(SshSession session) {
        this.session = session;
    }

    @Override
    public Mono<String> sha256(String path) {
        return session.exec(command(path))
                .filter(ExecResult::isSuccess)
                .flatMap(result -> Mono.justOrEmpty(digest(result.stdout())))
                .timeout(LIMIT, Mono.empty())
                .onErrorComplete();
    }

    /** A path with a drive is one of Windows; its shell may be cmd or PowerShell, and both start this. */
    static String command(String path) {
        Matcher drive = DRIVE.matcher(path);
        return drive.matches()
                ? "powershell -NoProfile -NonInteractive -Command \"(Get-FileHash -Algorithm SHA256 -LiteralPath '"
                        + drive.group(1).replace("'", "''") + "').Hash\""
                : "sha256sum -- '" + path.replace("'", "'\\''") + "'";
    }

    /** {@return the digest, if it is one; sha256sum puts a backslash before it when the name has one} */
    static java.util.Optional<String> digest(String output) {
        Matcher found = SHA_256.matcher(output.strip());
        return found.matches()
                ? java.util.Optional.of(found.group(1).toLowerCase(Locale.ROOT))
                : java.util.Optional.empty();
    }
}
