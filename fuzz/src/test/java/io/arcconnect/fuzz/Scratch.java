package io.arcconnect.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder for one try, in the build's own where the fuzzer began, with a file beside the target that nobody may touch. */
public final class Scratch implements AutoCloseable {

    private static final String CANARY = "nobody may touch this";

    private final Path home;
    private final Path canary;

    private Scratch(Path home) throws IOException {
        this.home = home;
        this.canary = Files.writeString(home.resolve("canary"), CANARY);
    }

    public static Scratch create() throws IOException {
        Path build = Files.createDirectories(Path.of("target", "fuzz", "scratch"));
        return new Scratch(Files.createTempDirectory(build, "s").toAbsolutePath());
    }

    public Path resolve(String name) {
        return home.resolve(name);
    }

    /** Looks whether only {@code mine} was touched, and whether every link in it leads to something in it. */
    public void checkNothingElse(String mine) throws IOException {
        try (Stream<Path> here = Files.list(home)) {
            here.map(path -> path.getFileName().toString())
                    .forEach(name -> Check.that(name.equals(mine) || name.equals("canary"), "nothing beside: " + name));
        }
        Check.same(Files.readString(canary), CANARY, "what lies beside stays");
        for (Path link : links(home.resolve(mine))) {
            Path says = Files.readSymbolicLink(link);
            Path leads = link.resolveSibling(says).normalize();
            Check.that(leads.startsWith(home.resolve(mine)), "a link stays in the tree: " + says);
            if (Files.exists(link)) {
                Check.that(
                        link.toRealPath().startsWith(home.resolve(mine).toRealPath()),
                        "so does what it leads to: " + says);
            }
        }
    }

    private static List<Path> links(Path root) throws IOException {
        List<Path> links = new ArrayList<>();
        if (Files.exists(root)) {
            try (Stream<Path> all = Files.walk(root)) {
                all.filter(Files::isSymbolicLink).forEach(links::add);
            }
        }
        return links;
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(home, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    // A mode that the other side chose may keep us out.
                    boolean unused =
                            folder.toFile().setWritable(true) && folder.toFile().setExecutable(true);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException problem) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }
}
