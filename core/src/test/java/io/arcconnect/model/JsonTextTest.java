package io.arcconnect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    0022 | "\\""
                    005c | "\\\\"
                    000a | "\\n"
                    000d | "\\r"
                    0009 | "\\t"
                    0000 | "\\u0000"
                    001b | "\\u001b"
                    007f | "\\u007f"
                    2028 | "\\u2028"
                    d83d | "\\ud83d"
                    de00 | "\\ude00"
                    002f | "/"
                    00e4 | "ä"
                    """)
    void of_whenTheTextHasSomethingSpecial_thenEscaped(String character, String expected) {
        String text = String.valueOf((char) Integer.parseInt(character, 16));

        assertThat(JsonText.of(text)).isEqualTo(expected);
    }

    @Test
    void of_whenTheTextHasAPair_thenAsItIs() {
        assertThat(JsonText.of("a😀b")).isEqualTo("\"a😀b\"");
    }

    @Test
    void of_whenNested_thenReadAsTheSame() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("empty", Map.of());
        object.put("list", List.of("a", 7L, true, false, List.of(), Map.of("k\"", "\u0001\\\u2028")));
        object.put("", -3L);

        String json = JsonText.of(object);

        assertThat(json)
                .isEqualTo(
                        "{\"empty\":{},\"list\":[\"a\",7,true,false,[],{\"k\\\"\":\"\\u0001\\\\\\u2028\"}],\"\":-3}");
        assertThat(JsonReading.object(json)).isEqualTo(object);
    }

    @Test
    void of_whenMadeOfSomethingElse_thenRefused() {
        assertThatThrownBy(() -> JsonText.of(1.5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void object_whenWrittenBySomebodyElse_thenRead() {
        Map<String, Object> read = JsonReading.object(" { \"a\" : [ 1 , \"\\u00e4\\/\\b\" ] ,\n\t\"b\" : { } } ");

        assertThat(read).isEqualTo(Map.of("a", List.of(1L, "ä/\b"), "b", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":1.5}",
                "{\"a\":null}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":1}x",
                "{\"a\":1,\"a\":2}",
                "{\"a\":[1 2]}",
                "{\"a\":tru}",
                "{\"a\":99999999999999999999}"
            })
    void object_whenMalformed_thenRefused(String json) {
        assertThatThrownBy(() -> JsonReading.object(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("malformed JSON at character");
    }

    @Test
    void object_whenNestedWithoutEnd_thenRefusedWithoutEatingTheStack() {
        assertThatThrownBy(() -> JsonReading.object("{\"a\":" + "[".repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
