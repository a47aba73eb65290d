package io.arcconnect.ssh.internal.clixml;

import java.io.StringReader;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Makes text of what PowerShell writes to standard error when that is no console: {@code #< CLIXML}, and then objects, the
 * texts among them marked with the stream that they were for ([MS-PSRP] 2.2.5, documented). Pure.
 */
public final class Clixml {

    private static final String MARK = "#< CLIXML";
    private static final String OPEN = "<Objs";
    private static final String CLOSE = "</Objs>";
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private Clixml() {}

    /** The one of the JDK, whatever the application has beside it. */
    private static XMLInputFactory xml() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /**
     * Replaces every block of CLIXML by its text: errors as they are, warnings and the like with their name before them,
     * progress not at all.
     *
     * @param text what came
     * @return the text; what is no CLIXML, or is cut off, is left as it came
     */
    public static String toText(String text) {
        int at = text.indexOf(MARK);
        if (at < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder().append(text, 0, at);
        while (at >= 0) {
            int next = text.indexOf(MARK, at + MARK.length());
            blocks(text.substring(at, next < 0 ? text.length() : next), plain);
            at = next;
        }
        return plain.toString();
    }

    /** Appends the text of the blocks that follow a mark, and what follows them. No block has a mark in it. */
    private static void blocks(String marked, StringBuilder plain) {
        int done = 0;
        int from = MARK.length();
        while (from < marked.length() && Character.isWhitespace(marked.charAt(from))) {
            from++;
        }
        while (marked.startsWith(OPEN, from)) {
            int close = marked.indexOf(CLOSE, from);
            if (close < 0 || !append(marked.substring(from, close + CLOSE.length()), plain)) {
                break;
            }
            from = close + CLOSE.length();
            done = from;
        }
        plain.append(marked, done, marked.length());
    }

    private static boolean append(String block, StringBuilder plain) {
        StringBuilder found = new StringBuilder();
        try {
            XMLStreamReader reader = xml().createXMLStreamReader(new StringReader(block));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    found.append(element(reader));
                }
            }
        } catch (XMLStreamException | RuntimeException notXml) {
            return false;
        }
        plain.append(found);
        return true;
    }

    private static String element(XMLStreamReader reader) throws XMLStreamException {
        String stream = reader.getAttributeValue(null, "S");
        String name = reader.getLocalName();
        if (stream == null) {
            return "";
        }
        if (name.equals("S")) {
            return before(stream) + unescaped(reader.getElementText());
        }
        return name.equals("Obj") && stream.equalsIgnoreCase("information") ? words(reader) : "";
    }

    /** What PowerShell's own console puts before it. */
    private static String before(String stream) {
        return switch (stream.toLowerCase(java.util.Locale.ROOT)) {
            case "warning" -> "WARNING: ";
            case "verbose" -> "VERBOSE: ";
            case "debug" -> "DEBUG: ";
            default -> "";
        };
    }

    /** An information record says itself in its ToString. */
    private static String words(XMLStreamReader reader) throws XMLStreamException {
        String words = "";
        int depth = 1;
        while (depth > 0) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (words.isEmpty() && reader.getLocalName().equals("ToString")) {
                    words = unescaped(reader.getElementText()) + "\r\n";
                } else {
                    depth++;
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
        return words;
    }

    /** {@code _x000D_} is a carriage return. */
    private static String unescaped(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }
}
