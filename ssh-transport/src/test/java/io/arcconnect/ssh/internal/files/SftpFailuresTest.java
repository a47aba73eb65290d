package io.arcconnect.ssh.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ssh.SftpException;
import io.arcconnect.ssh.SftpReason;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class SftpFailuresTest {

    private final SftpFailures failures = new SftpFailures(Optional.empty());

    @Test
    void during_whenClosingAtTheEndFails_thenTheReasonAndNotReactorsWrapping() {
        Throwable said = Flux.usingWhen(
                        Mono.just("file"), Flux::just, file -> Mono.error(new IOException("no space left on device")))
                .onErrorMap(failures::during)
                .then(Mono.<Throwable>empty())
                .onErrorResume(Mono::just)
                .block();

        assertThat(said)
                .isInstanceOfSatisfying(
                        SftpException.class, error -> assertThat(error.reason()).isEqualTo(SftpReason.LOCAL_FILE))
                .hasMessageContaining("no space left on device");
    }

    @Test
    void during_whenSomebodyElsesRuntimeException_thenTheSame() {
        RuntimeException theirs = new RuntimeException("of the user", new IOException());

        assertThat(failures.during(theirs)).isSameAs(theirs);
    }
}
