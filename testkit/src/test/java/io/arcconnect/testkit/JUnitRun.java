package io.arcconnect.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes inside a test, and remembers how each ended: methods by name, classes by simple name. */
final class JUnitRun implements TestExecutionListener {

    private final Map<String, TestExecutionResult> ends = new ConcurrentHashMap<>();
    private final List<Map<String, String>> reports = new CopyOnWriteArrayList<>();

    private JUnitRun() {}

    static JUnitRun of(Map<String, String> parameters, Class<?>... classes) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(
                        Stream.of(classes).map(DiscoverySelectors::selectClass).toList())
                .configurationParameters(parameters)
                .build();
        JUnitRun run = new JUnitRun();
        LauncherFactory.create().execute(request, run);
        return run;
    }

    static JUnitRun of(Class<?>... classes) {
        return of(Map.of("arcconnect.emulated.patience", "PT0.3S"), classes);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult end) {
        test.getSource().ifPresent(source -> {
            if (source instanceof MethodSource method) {
                ends.put(method.getMethodName(), end);
            } else if (source instanceof ClassSource type) {
                ends.put(type.getJavaClass().getSimpleName(), end);
            }
        });
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        reports.add(entry.getKeyValuePairs());
    }

    /** How a method or class failed; empty when it did not. */
    Optional<Throwable> failure(String name) {
        TestExecutionResult end = ends.get(name);
        if (end == null) {
            throw new AssertionError(name + " did not run; there are " + ends.keySet());
        }
        return end.getThrowable();
    }

    /** The message of the failure. */
    String message(String name) {
        return failure(name).map(Throwable::getMessage).orElseThrow(() -> new AssertionError(name + " did not fail"));
    }

    List<String> failed() {
        return ends.entrySet().stream()
                .filter(end -> end.getValue().getThrowable().isPresent())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    int size() {
        return ends.size();
    }

    List<Map<String, String>> reports() {
        return reports;
    }
}
