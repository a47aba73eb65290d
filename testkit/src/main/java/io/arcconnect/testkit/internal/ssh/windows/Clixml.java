package io.arcconnect.testkit.internal.ssh.windows;

import java.util.List;

/**
 * What PowerShell 5.1 writes to standard error when it was given an encoded command: the mark, and objects in XML ([MS-PSRP]
 * 2.2.5, documented; the block as a whole is as many people have reported it).
 */
final class Clixml {

    private static final String OPEN =
            "#< CLIXML\r\n<Objs Version=\"1.1.0.1\"" + " xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">";
    private static final String PROGRESS = "<Obj S=\"progress\" RefId=\"0\"><TN RefId=\"0\">"
            + "<T>System.Management.Automation.PSCustomObject</T><T>System.Object</T></TN><MS><I64 N=\"SourceId\">1</I64>"
            + "<PR N=\"Record\"><AV>Preparing modules for first use.</AV><AI>0</AI><Nil /><PI>-1</PI><PC>-1</PC>"
            + "<T>Completed</T><SR>-1</SR><SD> </SD></PR></MS></Obj>";

    private Clixml() {}

    /**
     * Writes a block.
     *
     * @param progress whether modules were loaded in sight
     * @param records stream and text in turn, such as {@code Error} and a line
     * @return the block; empty when it would hold nothing
     */
    static String block(boolean progress, List<String> records) {
        if (!progress && records.isEmpty()) {
            return "";
        }
        StringBuilder block = new StringBuilder(OPEN).append(progress ? PROGRESS : "");
        for (int i = 0; i + 1 < records.size(); i += 2) {
            for (String line : records.get(i + 1).split("\n", -1)) {
                block.append("<S S=\"")
                        .append(records.get(i))
                        .append("\">")
                        .append(escaped(line + "\r\n"))
                        .append("</S>");
            }
        }
        return block.append("</Objs>").toString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '_' -> escaped.append(text.startsWith("_x", i) ? "_x005F_" : "_");
                default -> escaped.append(c < ' ' ? String.format("_x%04X_", (int) c) : String.valueOf(c));
            }
        }
        return escaped.toString();
    }
}
