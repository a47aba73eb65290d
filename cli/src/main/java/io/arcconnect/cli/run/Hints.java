package io.arcconnect.cli.run;

import java.util.Map;
import java.util.Optional;

/** Remedies in the words of the command line, where the library's are those of its API. */
final class Hints {

    private static final Map<String, String> BY_CODE = Map.ofEntries(
            Map.entry(
                    "ssh.host_key_unknown",
                    "Here that is --host-key SHA256:…, --host-key-from-machine, or --accept-new."),
            Map.entry("ssh.host_key_changed", "Here known keys are in the file that the message names."),
            Map.entry(
                    "ssh.auth_failed",
                    "Here that is --local-user with --private-key-file, --password-file or --password-env; at a"
                            + " terminal a password is asked for."),
            Map.entry("ssh.command_timed_out", "Here that is --timeout."),
            Map.entry("ssh.certificate_not_for_windows", "Here that is --local-user."),
            Map.entry("ssh.sudo_refused", "Here a password comes from --sudo-password-file or --sudo-password-env."));

    private Hints() {}

    static Optional<String> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
