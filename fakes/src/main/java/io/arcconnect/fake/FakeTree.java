package io.arcconnect.fake;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.ssh.SftpEntry;
import io.arcconnect.ssh.SftpException;
import io.arcconnect.ssh.SftpReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Files that are only memory, by absolute path. Every method is one step that nobody sees half of. */
final class FakeTree {

    static final String HOME = "/home/user";
    private static final int MOST_LINKS = 40;

    private final NavigableMap<String, FakeFile> files = new TreeMap<>();
    private final Map<String, SftpReason> failing = new ConcurrentHashMap<>();

    FakeTree() {
        files.put("/", FakeFile.directory());
        makeDirectories(HOME);
    }

    void fail(String path, SftpReason reason) {
        failing.put(absolute(path), reason);
    }

    /** {@return the path with a beginning, and without dots} */
    static String absolute(String path) {
        Deque<String> names = new ArrayDeque<>();
        String whole = path.startsWith("/") ? path : HOME + "/" + path;
        for (String name : whole.split("/", -1)) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return "/" + String.join("/", names);
    }

    /** {@return the path that it leads to, whether there is something or not, links followed as asked} */
    synchronized String resolve(String path, boolean lastToo) {
        String whole = absolute(path);
        for (int links = 0; links < MOST_LINKS; links++) {
            Optional<String> further = followed(whole, lastToo);
            if (further.isEmpty()) {
                return allowed(whole);
            }
            whole = further.get();
        }
        throw failed(SftpReason.FAILED, "too many links", path);
    }

    /** Follows the first link on the way. */
    private Optional<String> followed(String whole, boolean lastToo) {
        for (int slash = whole.indexOf('/', 1); ; slash = whole.indexOf('/', slash + 1)) {
            boolean isLast = slash < 0;
            String part = isLast ? whole : whole.substring(0, slash);
            FakeFile there = files.get(part);
            if (there != null && there.isLink() && (lastToo || !isLast)) {
                String target = there.target.startsWith("/") ? there.target : parent(part) + "/" + there.target;
                return Optional.of(absolute(target + (isLast ? "" : whole.substring(slash))));
            }
            if (isLast) {
                return Optional.empty();
            }
        }
    }

    private String allowed(String whole) {
        SftpReason reason = failing.get(whole);
        if (reason != null) {
            throw failed(reason, "it fails as the test said", whole);
        }
        return whole;
    }

    synchronized Optional<FakeFile> find(String path, boolean lastToo) {
        return Optional.ofNullable(files.get(resolve(path, lastToo)));
    }

    synchronized FakeFile get(String path) {
        return find(path, true).orElseThrow(() -> failed(SftpReason.NO_SUCH_FILE, "there is no such file", path));
    }

    synchronized FakeFile getFile(String path) {
        FakeFile there = get(path);
        if (there.isDirectory()) {
            throw failed(SftpReason.FAILED, "it is a directory", path);
        }
        return there;
    }

    synchronized List<SftpEntry> list(String path) {
        if (!get(path).isDirectory()) {
            throw failed(SftpReason.FAILED, "it is no directory", path);
        }
        String begin = below(resolve(path, true));
        String shown = path.endsWith("/") ? path : path + "/";
        List<SftpEntry> entries = new ArrayList<>();
        files.tailMap(begin, false).forEach((name, file) -> {
            if (name.startsWith(begin) && name.indexOf('/', begin.length()) < 0) {
                String own = name.substring(begin.length());
                entries.add(new SftpEntry(own, shown + own, file.attributes()));
            }
        });
        return entries;
    }

    /** Puts something where nothing is, in a directory that is there. */
    synchronized FakeFile add(String path, FakeFile file) {
        String where = resolve(path, false);
        if (files.containsKey(where)) {
            throw failed(SftpReason.FAILED, "the name is taken", path);
        }
        FakeFile directory = files.get(parent(where));
        if (directory == null || !directory.isDirectory()) {
            throw failed(SftpReason.NO_SUCH_FILE, "there is no such directory", path);
        }
        files.put(where, file);
        return file;
    }

    /** {@return the file there, which is made when it is missing} */
    synchronized FakeFile open(String path) {
        return find(path, true).isPresent() ? getFile(path) : add(resolve(path, true), FakeFile.of(new byte[0]));
    }

    synchronized void makeDirectories(String path) {
        String whole = resolve(path, true);
        for (int slash = whole.indexOf('/', 1); slash > 0; slash = whole.indexOf('/', slash + 1)) {
            makeDirectory(whole.substring(0, slash));
        }
        makeDirectory(whole);
    }

    private void makeDirectory(String path) {
        if (find(path, true).isEmpty()) {
            add(path, FakeFile.directory());
        } else if (!get(path).isDirectory()) {
            throw failed(SftpReason.FAILED, "a file stands where a directory belongs", path);
        }
    }

    synchronized void remove(String path, boolean directory) {
        String where = resolve(path, false);
        FakeFile there = files.get(where);
        if (there == null) {
            throw failed(SftpReason.NO_SUCH_FILE, "there is no such file", path);
        }
        if (there.isDirectory() != directory) {
            throw failed(SftpReason.FAILED, directory ? "it is no directory" : "it is a directory", path);
        }
        if (directory && !list(where).isEmpty()) {
            throw failed(SftpReason.FAILED, "the directory is not empty", path);
        }
        files.remove(where);
    }

    synchronized void removeTree(String path) {
        String where = resolve(path, false);
        if (files.remove(where) == null) {
            throw failed(SftpReason.NO_SUCH_FILE, "there is no such file", path);
        }
        files.keySet().removeIf(name -> name.startsWith(below(where)));
    }

    synchronized void rename(String from, String to, boolean over) {
        String old = resolve(from, false);
        FakeFile file = files.get(old);
        if (file == null) {
            throw failed(SftpReason.NO_SUCH_FILE, "there is no such file", from);
        }
        String target = resolve(to, false);
        if (over) {
            files.remove(target);
        }
        add(target, file);
        files.remove(old);
        Map<String, FakeFile> inside = new TreeMap<>();
        files.forEach((name, each) -> {
            if (name.startsWith(below(old))) {
                inside.put(name, each);
            }
        });
        inside.forEach((name, each) -> {
            files.remove(name);
            files.put(target + name.substring(old.length()), each);
        });
    }

    synchronized List<String> paths() {
        return List.copyOf(files.keySet());
    }

    static SftpException failed(SftpReason reason, String detail, String path) {
        return new SftpException(Failure.of(reason, Stage.CHANNEL, detail).with("path", path));
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    private static String below(String directory) {
        return directory.equals("/") ? "/" : directory + "/";
    }
}
