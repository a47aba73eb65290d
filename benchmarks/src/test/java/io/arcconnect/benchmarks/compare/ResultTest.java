package io.arcconnect.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** What becomes of readings: medians, ratios, a file, a page, a picture. */
class ResultTest {

    private final Result result = new Result(Discipline.EXEC_DOWN, 1024, "2 cores, JDK 17", readings());

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
        assertThat(Page.text(List.of(result)))
                .contains("| output of a command | times ssh with our proxy | at least 1.50 | 4.00 | yes |")
                .contains("| input of a command | client CPU s/GiB | | | not measured |")
                .contains("`benchmarks/compare 1024 3 exec-down`: 3 rounds of 1024 MiB; 2 cores, JDK 17.")
                .contains("| ssh, direct | 256 | 1.00 | 0.60 |");
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

        assertThat(direct.rows(new Result(Discipline.EXEC_DOWN, 1024, "", two)))
                .containsExactly("| output of a command | times ssh, direct, JDK 17 | at least 1.00 | 0.50 | **no** |");
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
