package io.arcconnect.cli.commands;

import io.arcconnect.cli.console.Display;
import io.arcconnect.cli.console.Paint;
import io.arcconnect.error.ArcReason;
import io.arcconnect.model.Diagnosis;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.RemoteShell;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A diagnosis on a terminal, and what to type next. */
final class DoctorText {

    private static final Pattern STEP = Pattern.compile("  (ok|warning|FAILED|unknown|skipped)( .*)");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@,+-]+");

    private static final Map<String, Paint> PAINTS = Map.of(
            "ok", Paint.GOOD,
            "warning", Paint.WARNING,
            "FAILED", Paint.BAD,
            "unknown", Paint.WARNING,
            "skipped", Paint.FAINT);

    private DoctorText() {}

    /** {@return its lines, each status in its colour where there are colours} */
    static List<String> lines(Diagnosis diagnosis, Display display) {
        return diagnosis.toText().lines().map(line -> painted(line, display)).toList();
    }

    private static String painted(String line, Display display) {
        Matcher step = STEP.matcher(line);
        return step.matches()
                ? "  " + display.painted(PAINTS.getOrDefault(step.group(1), Paint.PLAIN), step.group(1)) + step.group(2)
                : line;
    }

    /** {@return the command that mends it, with the cloud and the sign-in that were given; empty where none does} */
    static Optional<String> next(Diagnosis diagnosis, MachineId machine, List<String> given) {
        return diagnosis
                .firstFailure()
                .flatMap(DiagnosisStep::reason)
                .filter(ArcReason.SERVICE_NOT_ENABLED.code()::equals)
                .map(code -> "Here that is: "
                        + Stream.concat(
                                        Stream.of("arcconnect", "provision", "--resource-id", machine.resourceId()),
                                        given.stream())
                                .map(DoctorText::quoted)
                                .collect(Collectors.joining(" ")));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : RemoteShell.POSIX.quote(word);
    }
}
