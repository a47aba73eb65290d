package io.arcconnect.cli.sftp;

import io.arcconnect.cli.files.CopyPlace;
import java.nio.file.Path;

/** Where relative paths begin, there and here. Used by one command at a time. */
final class Places {

    private volatile String remote;
    private volatile Path local;

    Places(String remote, Path local) {
        this.remote = remote;
        this.local = local;
    }

    String remote() {
        return remote;
    }

    void goTo(String directory) {
        remote = directory;
    }

    Path local() {
        return local;
    }

    void goTo(Path directory) {
        local = directory;
    }

    /** {@return the absolute path of the machine} */
    String there(Word word) {
        return absolute(word.text(), remote);
    }

    /** {@return the absolute pattern of the machine} */
    String patternThere(Word word) {
        return absolute(word.pattern(), Word.escaped(remote));
    }

    private static String absolute(String typed, String from) {
        String path = CopyPlace.isDrive(typed) ? CopyPlace.remotePath(typed) : typed;
        if (path.startsWith("/")) {
            return path;
        }
        return from.endsWith("/") ? from + path : from + "/" + path;
    }

    /** {@return a path of the machine as somebody reads it who is there} */
    String shown(String path, Word typed) {
        String begin = remote.endsWith("/") ? remote : remote + "/";
        return !typed.text().startsWith("/") && path.startsWith(begin) ? path.substring(begin.length()) : path;
    }

    /** {@return a path of this computer} */
    Path here(Word word) {
        return local.resolve(word.text()).normalize();
    }
}
