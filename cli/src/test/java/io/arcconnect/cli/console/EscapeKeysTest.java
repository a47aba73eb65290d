package io.arcconnect.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

class EscapeKeysTest {

    @ParameterizedTest
    @CsvSource({"ls,ls", "a~.b,a~.b", "~~,~", "~~.,~.", "~a,~a", "~,''", "ä~.,ä~."})
    void in_whenNothingIsOurs_thenTheMachineGetsIt(String typed, String received) {
        assertThat(received(typed)).isEqualTo(received);
    }

    @Test
    void in_whenAnEscapeFollowsEnter_thenThePersonLeaves() {
        assertThatThrownBy(() -> received("ls\r~.")).isInstanceOf(EscapeKeys.Left.class);
        assertThatThrownBy(() -> received("~.")).isInstanceOf(EscapeKeys.Left.class);
        assertThatThrownBy(() -> received("\r", "~", ".")).isInstanceOf(EscapeKeys.Left.class);
    }

    @Test
    void in_whenEnterFollowsAnEscape_thenTheNextLineBeginsAnew() {
        assertThat(received("~\r", "x~.")).isEqualTo("~\rx~.");
        assertThatThrownBy(() -> received("~\r~.")).isInstanceOf(EscapeKeys.Left.class);
    }

    private static String received(String... typed) {
        return new EscapeKeys()
                .in(Flux.fromArray(typed).map(text -> ByteBuffer.wrap(text.getBytes(UTF_8))))
                .map(bytes -> UTF_8.decode(bytes).toString())
                .collect(Collectors.joining())
                .block();
    }
}
