package io.arcconnect.testkit;

import io.arcconnect.testkit.internal.net.Leaks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for lost buffers while annotated classes run, and says whose they are: a buffer's record names who made it. What
 * names nobody is told when the last of the classes that ran beside each other has ended.
 */
final class BufferWatch {

    private static final Map<String, List<Leak>> RUNNING = new LinkedHashMap<>();
    private static final Set<String> BESIDE = new LinkedHashSet<>();
    private static final List<Leak> NOBODYS = new ArrayList<>();

    private BufferWatch() {}

    static synchronized void begin(Class<?> type) {
        if (RUNNING.isEmpty()) {
            BESIDE.clear();
        }
        RUNNING.put(type.getName(), new ArrayList<>());
        BESIDE.add(type.getName());
        Leaks.watch();
    }

    static void end(Class<?> type, String name, Set<Leak.Kind> tolerated) {
        List<Leak> mine = judge(type.getName());
        if (!tolerated.contains(Leak.Kind.BUFFER)) {
            new EmulatedScope.Verdict(mine, List.of(), Optional.empty()).enforce(name);
        }
    }

    private static synchronized List<Leak> judge(String me) {
        for (Leak leak : Leaks.found()) {
            RUNNING.entrySet().stream()
                    .filter(running -> isBy(running.getKey(), leak))
                    .findFirst()
                    .map(Map.Entry::getValue)
                    .orElse(NOBODYS)
                    .add(leak);
        }
        Leaks.endWatch();
        List<Leak> mine = new ArrayList<>(RUNNING.getOrDefault(me, List.of()));
        RUNNING.remove(me);
        if (RUNNING.isEmpty()) {
            String beside = BESIDE.size() == 1 ? "" : ", by one of " + BESIDE;
            NOBODYS.forEach(leak -> mine.add(new Leak(leak.kind(), leak.what() + beside, leak.place())));
            NOBODYS.clear();
        }
        return mine;
    }

    private static boolean isBy(String type, Leak leak) {
        return leak.place().stream()
                .map(StackTraceElement::getClassName)
                .anyMatch(frame -> frame.equals(type) || frame.startsWith(type + "$"));
    }
}
