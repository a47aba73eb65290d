package io.arcconnect.cli.emulator;

import java.util.Map;

/** How a shell is told variables. */
enum ShellKind {
    SH {
        @Override
        String line(String name, String value) {
            return "export " + name + "='" + value.replace("'", "'\\''") + "'";
        }
    },
    FISH {
        @Override
        String line(String name, String value) {
            return "set -gx " + name + " '" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
        }
    },
    POWERSHELL {
        @Override
        String line(String name, String value) {
            return "$env:" + name + " = '" + value.replace("'", "''") + "'";
        }
    };

    abstract String line(String name, String value);

    /** One line for each variable. */
    String text(Map<String, String> variables) {
        StringBuilder text = new StringBuilder();
        variables.forEach((name, value) -> text.append(line(name, value)).append('\n'));
        return text.toString();
    }
}
