package io.arcconnect.ssh.internal.clixml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes are those that PowerShell 5.1 writes for an encoded command (documented in [MS-PSRP], seen in many reports). */
class ClixmlTest {

    private static final String OPEN =
            "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">";
    private static final String PROGRESS = "<Obj S=\"progress\" RefId=\"0\"><TN RefId=\"0\">"
            + "<T>System.Management.Automation.PSCustomObject</T><T>System.Object</T></TN><MS><I64 N=\"SourceId\">1</I64>"
            + "<PR N=\"Record\"><AV>Preparing modules for first use.</AV><AI>0</AI><Nil /><PI>-1</PI><PC>-1</PC>"
            + "<T>Completed</T><SR>-1</SR><SD> </SD></PR></MS></Obj>";
    private static final String ERROR = "<S S=\"Error\">Get-Item : Cannot find path 'C:\\a &lt;b&gt;'_x000D__x000A_</S>"
            + "<S S=\"Error\">    + CategoryInfo : _x005F_x0041_ é_x000D__x000A_</S>";

    @Test
    void toText_whenErrors_thenTheirLines() {
        assertThat(Clixml.toText("#< CLIXML\r\n" + OPEN + PROGRESS + ERROR + "</Objs>"))
                .isEqualTo("Get-Item : Cannot find path 'C:\\a <b>'\r\n    + CategoryInfo : _x0041_ é\r\n");
    }

    @Test
    void toText_whenProgressOnly_thenNothing() {
        assertThat(Clixml.toText("#< CLIXML\r\n" + OPEN + PROGRESS + "</Objs>")).isEmpty();
    }

    @Test
    void toText_whenWarningsAndInformation_thenAsTheConsoleShowsThem() {
        String information = "<Obj S=\"information\" RefId=\"1\"><TN RefId=\"1\"><T>System.Management.Automation."
                + "InformationRecord</T></TN><ToString>hello_x0021_</ToString><Props><Obj N=\"MessageData\" RefId=\"2\">"
                + "<ToString>no</ToString></Obj></Props></Obj>";

        assertThat(Clixml.toText("#< CLIXML\r\n" + OPEN + "<S S=\"warning\">careful_x000A_</S>" + information
                        + "<S S=\"verbose\">v</S></Objs>"))
                .isEqualTo("WARNING: careful\nhello!\r\nVERBOSE: v");
    }

    @Test
    void toText_whenBlocksAreAmongOtherText_thenEachIsReplaced() {
        String block = OPEN + "<S S=\"Error\">e</S></Objs>";

        assertThat(Clixml.toText("before\n#< CLIXML\r\n" + block + block + "between\n#< CLIXML\n" + block + "\nafter"))
                .isEqualTo("before\neebetween\ne\nafter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain text",
                "#< CLIXML",
                "#< CLIXML\r\n",
                "#< CLIXML\r\nno xml",
                "#< CLIXML\r\n<Objs><S S=\"Error\">cut off",
                "#< CLIXML\r\n<Objs><S S=\"Error\">not closed</Objs>",
                "#< CLIXML\r\n<Objs><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><S S=\"Error\">&e;</S></Objs>",
                "#< CLIXML\r\n<Objs Version=\"1\"><Obj S=\"information\"></Objs>"
            })
    void toText_whenItIsNoneOrCutOff_thenAsItCame(String text) {
        assertThat(Clixml.toText(text)).isEqualTo(text);
    }

    /** Read again and again from each mark to the end, this would take hours. */
    @Test
    void toText_whenAHostileMachineRepeatsTheMark_thenItIsLeftAsItCame() {
        String marks = "#< CLIXML".repeat(1_000_000);
        String openings = ("#< CLIXML" + OPEN).repeat(100_000);

        assertThat(Clixml.toText(marks)).hasSameSizeAs(marks);
        assertThat(Clixml.toText(openings)).hasSameSizeAs(openings);
    }
}
