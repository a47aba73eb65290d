package io.arcconnect.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** What becomes of readings: medians, ratios, a file, a page, a picture. */
class ResultTest {

    private final Result result = new Result(Discipline.EXEC_DOWN, 1024, "2 cores, JDK 17", "0ae9976ba1", readings());

    private static Map<String, List<Reading>> readings() {
        Map<String, List<Reading>> readings = new LinkedHashMap<>();
        readings.put(Names.SSH, all(4, 2, 8));
        readings.put(Names.PROXIED, all(8, 8, 8));
        readings.put(Names.ARC, all(2, 2, 1));
        return readings;
    }

    private static List<Reading> all(double... seconds) {
        return List.of(
                new Reading(1024, seconds[0], 0.5),
                new Reading(1024, seconds[1], 0.7),
                new Reading(1024, seconds[2], 0.6));
    }

    @Test
    void wall_whenSeveralRounds_thenTheirMedian_besideTheFirst() {
        assertThat(result.wall(Names.SSH)).isEqualTo(256);
        assertThat(result.ratio(Names.ARC)).isEqualTo(2);
        assertThat(result.cpu(Names.ARC)).isEqualTo(0.6);
    }

    @Test
    void read_whenWritten_thenTheSame(@TempDir Path folder) throws Exception {
        ResultFile.write(result, folder);

        assertThat(ResultFile.read(Discipline.EXEC_DOWN, folder)).contains(result);
        assertThat(ResultFile.read(Discipline.EXEC_UP, folder)).isEmpty();
    }

    @Test
    void page_whenTargetsAreMetOrNotMeasured_thenSaysSo() {
        assertThat(Page.text(List.of(result), List.of()))
                .contains("| output of a command | times ssh with our proxy | at least 1.50 | 4.00 | yes |")
                .contains("| input of a command | client CPU s/GiB | | | not measured |")
                .contains(
                        "`benchmarks/compare 1024 3 exec-down`: 3 rounds of 1024 MiB; 2 cores, JDK 17; commit 0ae9976ba1.")
                .contains("| ssh, direct | 256 | 1.00 | 0.60 |")
                .doesNotContain("different commits");
    }

    @Test
    void page_whenOursFailed_thenItsTargetsAreNotMeasured() {
        Map<String, List<Reading>> others = readings();
        others.remove(Names.ARC);

        assertThat(Page.text(List.of(new Result(Discipline.EXEC_DOWN, 1024, "", "", others)), List.of()))
                .contains("| output of a command | times ssh, direct | | | not measured |");
    }

    @Test
    void hold_whenSomebodyFails_thenThatIsKept_andTheOthersHaveTheirFigures() throws Exception {
        List<String> out = new ArrayList<>();
        List<Contestant> both = List.of(new Scripted("good", false), new Scripted("bad", true));

        Result held = new Contest(both, 1, 3, "", "", new Progress(1), out).hold(Discipline.EXEC_DOWN);

        assertThat(held.readings()).containsOnlyKeys("good");
        assertThat(held.rounds()).isEqualTo(3);
        assertThat(out).containsExactly("bad, exec-down");
    }

    private record Scripted(String name, boolean fails) implements Contestant {

        @Override
        public boolean enters(Discipline discipline) {
            return true;
        }

        @Override
        public Reading compete(Discipline discipline, int amount) throws IOException {
            if (fails) {
                throw new IOException("as scripted");
            }
            return new Reading(amount, 1, 1);
        }

        @Override
        public void close() {
            // has nothing
        }
    }

    @Test
    void page_whenTablesAreOfDifferentCommits_thenWarns() {
        Result other = new Result(Discipline.EXEC_UP, 1024, "2 cores, JDK 17", "5ee7e1fdad", readings());

        assertThat(Page.text(List.of(result, other), List.of(figures("5ee7e1fdad"))))
                .contains("**The tables are of different commits**")
                .contains("- 0ae9976ba1: exec-down\n- 5ee7e1fdad: exec-up, idle sessions\n");
    }

    @Test
    void page_whenThereAreOtherTables_thenTheyAndTheirGoals() {
        assertThat(Page.text(List.of(), List.of(figures("0ae9976ba1"))))
                .contains("| idle sessions | heap KiB each | at most 60 | 27.1 | yes |\n")
                .contains("## Idle sessions\n`many idle`; 2 cores; commit 0ae9976ba1.\n\n")
                .contains("| sessions | heap |\n| --- | --- |\n| 100 | 21.6 |\n| 300 | 25.1 |\n");
    }

    @Test
    void figures_whenWrittenAndRead_thenTheSame(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("made/many-idle.json");

        figures("0ae9976ba1").write(file);

        assertThat(Figures.read(file)).contains(figures("0ae9976ba1"));
        assertThat(Figures.read(folder.resolve("many-fleet.json"))).isEmpty();
    }

    private static Figures figures(String commit) {
        return new Figures(
                "idle sessions",
                "`many idle`",
                "2 cores",
                commit,
                List.of("sessions", "heap"),
                List.of(List.of("100", "21.6"), List.of("300", "25.1")),
                List.of(new Figures.Goal("heap KiB each", "at most 60", "27.1", true)));
    }

    @Test
    void of_whenNotACheckout_thenUnknown(@TempDir Path folder) throws Exception {
        assertThat(Commit.of(folder.resolve("missing"))).isEqualTo("unknown");
    }

    @Test
    void together_whenPlacesDiffer_thenOneAfterTheOther() {
        assertThat(Arena.together(EnumSet.allOf(Discipline.class)))
                .hasSize(4)
                .contains(EnumSet.of(Discipline.CHACHA_DOWN, Discipline.CHACHA_UP))
                .contains(EnumSet.of(Discipline.FAR50_DOWN, Discipline.FAR50_UP));
    }

    @Test
    void rows_whenSeveralJdks_thenOneForEach() {
        Map<String, List<Reading>> two = readings();
        two.put(Names.ARC + ", JDK 17", all(8, 8, 8));
        two.remove(Names.ARC);
        Target direct = Target.ALL.stream()
                .filter(each -> each.what().equals("times ssh, direct") && each.discipline() == Discipline.EXEC_DOWN)
                .findFirst()
                .orElseThrow();

        assertThat(direct.rows(new Result(Discipline.EXEC_DOWN, 1024, "", "", two)))
                .containsExactly("| output of a command | times ssh, direct, JDK 17 | at least 1.00 | 0.50 | **no** |");
    }

    @Test
    void rows_whenTheNewestJdkIsWhatCounts_thenOnlyThat() {
        Map<String, List<Reading>> two = readings();
        two.remove(Names.ARC);
        two.put(Names.ARC + ", JDK 25", all(4, 4, 4));
        two.put(Names.ARC + ", JDK 17", all(8, 8, 8));
        Target chacha = Target.ALL.stream()
                .filter(each -> each.discipline() == Discipline.CHACHA_DOWN)
                .findFirst()
                .orElseThrow();

        assertThat(chacha.rows(new Result(Discipline.CHACHA_DOWN, 1024, "", "", two)))
                .singleElement()
                .asString()
                .contains("direct, JDK 25 | at least 0.80 | 1.00 | yes |");
    }

    @Test
    void svg_whenDrawnTwice_thenTheSame_andReadable() throws Exception {
        String svg = Plot.svg(List.of(result));

        assertThat(svg).isEqualTo(Plot.svg(List.of(result))).contains("512 (CPU 0.60 s/GiB)");
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new java.io.StringReader(svg)))
                        .getElementsByTagName("rect")
                        .getLength())
                .isEqualTo(4);
    }
}
