package io.arcconnect.testkit.internal.watch;

import java.util.Arrays;
import java.util.List;

/** Where something was called. Taken in an instant; made readable when somebody asks. */
public final class Place {

    private static final int MOST_FRAMES = 10;

    /** Whose frames say nothing of who called. */
    private static final List<String> MACHINERY = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "org.junit.",
            "org.apache.maven.",
            "org.apache.sshd.",
            "reactor.",
            "io.netty.",
            "com.azure.core.",
            "io.arcconnect.internal.",
            "io.arcconnect.Default",
            "io.arcconnect.ArcConnectBuilder",
            "io.arcconnect.ArcMachine",
            "io.arcconnect.ArcConnect",
            "io.arcconnect.Fleet",
            "io.arcconnect.spi.",
            "io.arcconnect.testkit.internal.",
            "io.arcconnect.testkit.ArcEmulator",
            "io.arcconnect.testkit.ArcEmulated",
            "io.arcconnect.testkit.Emulated");

    /** What starts threads that the whole JVM shares and nobody can end, on the first call of whoever comes first. */
    private static final List<String> OF_THE_JVM = List.of(
            "java.util.concurrent.ForkJoinPool",
            "java.util.concurrent.CompletableFuture$Delayer",
            "java.util.concurrent.DelayScheduler");

    private final Throwable taken = new Throwable("a place");

    private Place() {}

    /** {@return where the calling thread is} */
    public static Place here() {
        return new Place();
    }

    /** {@return the frames of whoever called, the innermost first; all frames where there is nobody but machinery} */
    public List<StackTraceElement> frames() {
        return readable(Arrays.asList(taken.getStackTrace()));
    }

    /**
     * Leaves out what says nothing.
     *
     * @param frames the innermost first
     * @return those of users; some of them all where there is nobody but machinery
     */
    public static List<StackTraceElement> readable(List<StackTraceElement> frames) {
        List<StackTraceElement> users = frames.stream()
                .filter(frame -> !isMachinery(frame))
                .limit(MOST_FRAMES)
                .toList();
        return users.isEmpty() ? frames.stream().limit(MOST_FRAMES).toList() : users;
    }

    /** Whether the user's code is what called, with nothing but the JDK and this package in between. */
    boolean isUsers() {
        StackTraceElement[] frames = taken.getStackTrace();
        if (Arrays.stream(frames)
                .takeWhile(frame -> isOf(frame, "java.") || isOf(frame, Place.class.getPackageName()))
                .anyMatch(Place::isOfTheJvm)) {
            return false;
        }
        return Arrays.stream(frames)
                .filter(frame -> !isOf(frame, "java.") && !isOf(frame, Place.class.getPackageName()))
                .findFirst()
                .filter(frame -> !isMachinery(frame))
                .isPresent();
    }

    private static boolean isMachinery(StackTraceElement frame) {
        // A test of ours is nobody's machinery, whatever its package.
        return !frame.getClassName().contains("Test") && MACHINERY.stream().anyMatch(prefix -> isOf(frame, prefix));
    }

    private static boolean isOfTheJvm(StackTraceElement frame) {
        return OF_THE_JVM.stream().anyMatch(prefix -> isOf(frame, prefix));
    }

    private static boolean isOf(StackTraceElement frame, String prefix) {
        return frame.getClassName().startsWith(prefix);
    }
}
