package io.arcconnect.internal.diagnose;

import io.arcconnect.model.DiagnosisStep;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** One look at something, which answers one step or several. It never writes. */
interface Look {

    /** For a question to Azure Resource Manager, whose own repetitions are part of it. */
    Duration ARM_LIMIT = Duration.ofSeconds(45);

    /** {@return the names of the steps that it answers, in order} */
    List<String> names();

    /** {@return the steps without which it makes no sense} */
    Set<String> needs();

    /** {@return how long it may take} */
    Duration limit();

    /**
     * Looks.
     *
     * @param findings what is known so far; gets what is found
     * @return one step for each name; an error becomes a step as well
     */
    Mono<List<DiagnosisStep>> at(Findings findings);

    /** {@return what the first step says when the time is over} */
    default DiagnosisStep late() {
        return DiagnosisStep.unknown(names().get(0), "no answer within " + limit().toSeconds() + " s");
    }
}
