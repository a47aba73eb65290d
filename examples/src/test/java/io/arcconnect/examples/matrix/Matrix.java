package io.arcconnect.examples.matrix;

import io.arcconnect.examples.matrix.Place.Leg;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** All cells, and what came of them. */
final class Matrix {

    /** Cells wait more than they work. */
    private static final int AT_ONCE = Integer.getInteger("arcconnect.matrix.concurrency", 12);

    private static final List<Operation> OPERATIONS = allOperations();
    private static final List<Trouble> TROUBLES = allTroubles();

    private Matrix() {}

    static List<Operation> operations() {
        return OPERATIONS;
    }

    static List<Trouble> troubles() {
        return TROUBLES;
    }

    private static List<Operation> allOperations() {
        return Stream.concat(ControlPlane.operations().stream(), DataPlane.operations().stream())
                .toList();
    }

    private static List<Trouble> allTroubles() {
        return Stream.of(
                        ArmTroubles.rows(),
                        CallTroubles.rows(),
                        DialTroubles.rows(),
                        StreamTroubles.rows(),
                        SshTroubles.rows())
                .flatMap(List::stream)
                .toList();
    }

    static List<Cell> cells() {
        List<Operation> operations = operations();
        return troubles().stream()
                .flatMap(trouble -> operations.stream().map(operation -> new Cell(trouble, operation)))
                .filter(cell -> cell.notApplicable().isEmpty())
                .toList();
    }

    /** {@return a few cells, other ones in each row, and none that waits for a server to speak} */
    static List<Cell> sample() {
        List<Operation> operations = operations();
        List<Trouble> troubles = troubles();
        return cells().stream()
                .filter(cell -> cell.trouble().place().leg() != Leg.SERVER)
                .filter(cell -> (troubles.indexOf(cell.trouble()) + operations.indexOf(cell.operation())) % 16 == 0)
                .toList();
    }

    /** Runs cells, many at a time: {@return what was not as expected; empty for a cell that was} */
    static Map<Cell, Optional<Throwable>> run(List<Cell> cells, Path folder) {
        KeyPair hostKey = hostKey();
        Scheduler threads = Schedulers.newBoundedElastic(AT_ONCE, cells.size(), "matrix");
        try (Echo echo = new Echo()) {
            return Flux.range(0, cells.size())
                    .flatMap(
                            number -> Mono.fromCallable(() ->
                                            run(cells.get(number), folder.resolve("cell-" + number), echo, hostKey))
                                    .subscribeOn(threads)
                                    .map(result -> Map.entry(cells.get(number), result)),
                            AT_ONCE)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))
                    .blockOptional()
                    .orElseThrow();
        } finally {
            threads.dispose();
        }
    }

    private static Optional<Throwable> run(Cell cell, Path folder, Echo echo, KeyPair hostKey) {
        try {
            cell.run(folder, echo, hostKey);
            return Optional.empty();
        } catch (RuntimeException | AssertionError wrong) {
            return Optional.of(wrong);
        }
    }

    private static KeyPair hostKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
