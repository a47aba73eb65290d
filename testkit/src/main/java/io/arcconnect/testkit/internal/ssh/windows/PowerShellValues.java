package io.arcconnect.testkit.internal.ssh.windows;

import io.arcconnect.testkit.internal.ssh.SmallDigest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few expressions of PowerShell that tests need. */
final class PowerShellValues {

    private static final Pattern LITERAL = Pattern.compile("'((?:[^']|'')*)'", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("\"([^\"`$]*(?:\\$env:\\w+[^\"`$]*)*)\"", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("\\$env:(\\w+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern OBJECT =
            Pattern.compile("\\[pscustomobject\\]\\s*@\\{(.*)\\}", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern DIGEST = Pattern.compile(
            "\\(Get-FileHash -Algorithm SHA256 -LiteralPath ('(?:[^']|'')*')\\)\\.Hash", Pattern.CASE_INSENSITIVE);

    private final WindowsHost host;
    private final Map<String, String> variables;
    private final InputStream in;
    private final int id;

    PowerShellValues(WindowsHost host, Map<String, String> variables, InputStream in, int id) {
        this.host = host;
        this.variables = variables;
        this.in = in;
        this.id = id;
    }

    /** The value of an expression: a text, a number, a truth or an object. */
    Object of(String expression) throws Beyond, IOException {
        List<String> sum = PowerShellText.split(expression, "+");
        if (sum.size() > 1) {
            StringBuilder text = new StringBuilder();
            for (String part : sum) {
                text.append(of(part));
            }
            return text.toString();
        }
        Matcher literal = LITERAL.matcher(expression);
        if (literal.matches()) {
            return literal.group(1).replace("''", "'");
        }
        Matcher text = TEXT.matcher(expression);
        if (text.matches()) {
            return VARIABLE.matcher(text.group(1))
                    .replaceAll(name -> Matcher.quoteReplacement(variable(name.group(1))));
        }
        if (expression.matches("-?\\d{1,9}")) {
            return Integer.parseInt(expression);
        }
        Matcher variable = VARIABLE.matcher(expression);
        if (variable.matches()) {
            return variable(variable.group(1));
        }
        Matcher object = OBJECT.matcher(expression);
        if (object.matches()) {
            return object(object.group(1));
        }
        Matcher digest = DIGEST.matcher(expression);
        return digest.matches() ? digest(String.valueOf(of(digest.group(1)))) : known(expression);
    }

    private Object known(String expression) throws Beyond, IOException {
        return switch (expression.toLowerCase(Locale.ROOT)) {
            case "$true" -> true;
            case "$false" -> false;
            case "$pid" -> id;
            case "$psversiontable.psversion.tostring()" -> "5.1.20348.2113";
            case "[console]::in.readtoend()" -> new String(in.readAllBytes(), StandardCharsets.UTF_8);
            default -> throw new Beyond("the PowerShell " + expression);
        };
    }

    private Map<String, Object> object(String members) throws Beyond, IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        for (String member : PowerShellText.split(members, ";\n")) {
            int equals = member.indexOf('=');
            if (equals < 0) {
                throw new Beyond("the PowerShell @{" + members + "}");
            }
            object.put(
                    member.substring(0, equals).strip(),
                    of(member.substring(equals + 1).strip()));
        }
        return object;
    }

    private String digest(String path) throws IOException, Beyond {
        Optional<Path> file = host.file(path).filter(Files::isRegularFile);
        if (file.isEmpty()) {
            throw new Beyond("Get-FileHash of a file that is not there");
        }
        try (InputStream bytes = Files.newInputStream(file.get())) {
            return SmallDigest.sha256(bytes).toUpperCase(Locale.ROOT);
        }
    }

    private String variable(String name) {
        return variables.getOrDefault(name, "");
    }
}
