package io.arcconnect.cli.sftp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The commands, with the words and flags of OpenSSH's sftp. */
enum Verb {
    BYE("bye", "", 0, 0, "ends", "exit quit"),
    CD("cd [PATH]", "", 0, 1, "goes to a directory of the machine; home without one"),
    CHGRP("chgrp GROUP PATH…", "", 2, 99, "gives files to a group, by its number"),
    CHMOD("chmod MODE PATH…", "", 2, 99, "sets permissions, such as 640"),
    CHOWN("chown OWNER PATH…", "", 2, 99, "gives files to an owner, by the number"),
    DF("df [-h] [PATH]", "hi", 0, 1, "how full the file system is"),
    GET("get [-afpr] REMOTE [LOCAL]", "afpPrR", 1, 2, "brings files here; -a goes on where an earlier try ended"),
    HELP("help", "", 0, 0, "this", "?"),
    LCD("lcd [PATH]", "", 0, 1, "goes to a directory of this computer"),
    LLS("lls [PATH]", "", 0, 1, "lists a directory of this computer"),
    LMKDIR("lmkdir PATH", "", 1, 1, "makes a directory of this computer"),
    LN("ln [-s] EXISTING NEW", "s", 2, 2, "gives a file a second name; -s makes a symbolic link"),
    LPWD("lpwd", "", 0, 0, "the directory of this computer"),
    LS("ls [-1afhlnrSt] [PATH…]", "1afhlnrSt", 0, 99, "lists files of the machine", "dir"),
    MKDIR("mkdir PATH", "", 1, 1, "makes a directory"),
    PUT("put [-afpr] LOCAL [REMOTE]", "afpPrR", 1, 2, "takes files to the machine"),
    PWD("pwd", "", 0, 0, "the directory of the machine"),
    REGET("reget [-fpr] REMOTE [LOCAL]", "fpPrR", 1, 2, "get -a"),
    RENAME("rename OLD NEW", "l", 2, 2, "gives a file another name, whoever has it now", "mv"),
    REPUT("reput [-fpr] LOCAL [REMOTE]", "fpPrR", 1, 2, "put -a"),
    RM("rm PATH…", "", 1, 99, "removes files", "del delete"),
    RMDIR("rmdir PATH", "", 1, 1, "removes an empty directory"),
    SYMLINK("symlink EXISTING NEW", "", 2, 2, "ln -s"),
    VERSION("version", "", 0, 0, "the version of the protocol");

    private final String usage;
    private final String flags;
    private final int least;
    private final int most;
    private final String says;
    private final String otherNames;

    Verb(String usage, String flags, int least, int most, String says) {
        this(usage, flags, least, most, says, "");
    }

    /** @param otherNames with blanks between */
    Verb(String usage, String flags, int least, int most, String says, String otherNames) {
        this.usage = usage;
        this.flags = flags;
        this.least = least;
        this.most = most;
        this.says = says;
        this.otherNames = otherNames;
    }

    static Optional<Verb> named(String name) {
        return Arrays.stream(values())
                .filter(verb -> verb.names().contains(name))
                .findFirst();
    }

    private List<String> names() {
        return List.of((usage.split(" ", 2)[0] + " " + otherNames).split(" ", -1));
    }

    void check(Set<Character> given, int words) {
        given.stream().filter(flag -> flags.indexOf(flag) < 0).findFirst().ifPresent(unknown -> {
            throw new IllegalArgumentException("-" + unknown + " is not known: " + usage);
        });
        if (words < least || words > most) {
            throw new IllegalArgumentException("usage: " + usage);
        }
    }

    static String help() {
        return Arrays.stream(values())
                .map(verb -> String.format(
                        "%-30s %s%s",
                        verb.usage,
                        verb.says,
                        verb.otherNames.isEmpty() ? "" : " (also " + verb.otherNames.replace(" ", ", ") + ")"))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
