package io.arcconnect.ssh.internal.exec;

import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.ExitStatus;
import io.arcconnect.ssh.internal.clixml.Clixml;
import java.nio.charset.Charset;
import java.util.Set;

/**
 * What a command left behind.
 *
 * @param machine where it ran
 * @param exit how it ended
 * @param stdout what is kept of its standard output
 * @param stderr what is kept of its standard error
 * @param charset of the texts
 * @param cutAskedFor whether somebody said how much to keep
 * @param exported the variables that the server did not take
 */
public record Collected(
        MachineId machine,
        ExitStatus exit,
        Captured stdout,
        Captured stderr,
        Charset charset,
        boolean cutAskedFor,
        Set<String> exported) {

    private static final int LONGEST_EVIDENCE = 300;

    /** {@return standard error as text, what PowerShell writes there as CLIXML too} */
    public String errors(Charset texts) {
        return Clixml.toText(stderr.text(texts));
    }

    /** {@return the end of standard error} */
    public String evidence() {
        String errors = errors(charset).strip();
        return errors.length() > LONGEST_EVIDENCE ? "…" + errors.substring(errors.length() - LONGEST_EVIDENCE) : errors;
    }
}
