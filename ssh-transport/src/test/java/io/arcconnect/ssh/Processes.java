package io.arcconnect.ssh;

import java.util.Arrays;

/** The processes of this computer, where the machine's are. */
final class Processes {

    private Processes() {}

    static boolean anyHas(String argument) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::info)
                .anyMatch(info -> (info.command().orElse("") + " "
                                + String.join(
                                        " ", Arrays.asList(info.arguments().orElse(new String[0]))))
                        .contains(argument));
    }
}
