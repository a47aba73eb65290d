package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcMachine;
import io.arcconnect.testkit.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is on a recording, whatever server the shell runs on. */
interface RecordingContract {

    Duration LIMIT = Duration.ofSeconds(60);

    SshServerUnderTest server();

    ArcMachine machine();

    @Test
    default void recording_whenItIsReplayed_thenItShowsWhatTheScreenDid(@TempDir Path folder) {
        Path file = folder.resolve("shell.cast");
        Shell shell = Shell.over(server().ssh())
                .size(100, 30)
                .recording(Recording.to(file).title("Ada at work"));

        String screen = machine().stream(shell, open -> open.interact(Screen.keys("echo gr\"\"ün\r", "exit\r")))
                .as(Screen::text)
                .block(LIMIT);

        CastReading cast = CastReading.of(file);
        assertThat(cast.header())
                .containsEntry("version", 2)
                .containsEntry("width", 100)
                .containsEntry("height", 30)
                .containsEntry("title", "Ada at work");
        assertThat(cast.all("o")).isEqualTo(screen).contains("grün\r\n");
        assertThat(cast.events()).isSortedAccordingTo(Comparator.comparingDouble(CastReading.Event::at));
        assertThat(cast.all("i")).isEmpty();
    }

    @Test
    default void recording_whenTheWindowChangesAndInputIsWanted_thenBothAreOnIt(@TempDir Path folder) throws Exception {
        MutableClock clock = MutableClock.at(Instant.parse("2026-11-23T05:15:00Z"));
        Shell shell = Shell.over(server().ssh())
                .recording(Recording.in(folder).withInput().clock(clock));

        machine()
                .use(shell, open -> {
                    clock.advance(Duration.ofSeconds(90));
                    // The shell may end before whoever typed is told that it was sent.
                    Mono<Void> typing =
                            open.resize(132, 43).then(open.type("exit\r").onErrorComplete(IOException.class));
                    return Mono.when(open.screen().then(), typing);
                })
                .block(LIMIT);

        try (Stream<Path> files = Files.list(folder)) {
            Path file = files.findFirst().orElseThrow();
            CastReading cast = CastReading.of(file);
            assertThat(file.getFileName().toString()).startsWith("lin-01-20261123T051500Z-");
            assertThat(cast.events()).contains(new CastReading.Event(90, "r", "132x43"));
            assertThat(cast.all("i")).isEqualTo("exit\r");
        }
    }

    @Test
    default void recording_whenReadingIsCancelled_thenItGoesOnToTheEnd(@TempDir Path folder) {
        Path file = folder.resolve("shell.cast");
        Shell shell = Shell.over(server().ssh()).recording(Recording.to(file));

        machine()
                .use(
                        shell,
                        open -> open.screen()
                                .next()
                                .then(Flux.fromIterable(List.of("echo un\"\"seen\r", "exit\r"))
                                        .concatMap(open::type)
                                        .then())
                                .then(open.exit()))
                .block(LIMIT);

        assertThat(CastReading.of(file).all("o")).contains("unseen\r\n");
    }
}
