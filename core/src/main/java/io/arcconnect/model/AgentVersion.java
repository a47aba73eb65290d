package io.arcconnect.model;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The version of a machine's agent, such as {@code 1.60.03293.809}, compared number by number: {@code 2.0} is newer than
 * {@code 1.31}, and {@code 1.9} is older. Missing numbers count as zero.
 *
 * @param numbers one or more, the most significant first
 */
public record AgentVersion(List<BigInteger> numbers) implements Comparable<AgentVersion> {

    /** The oldest that knows service configurations, without which nothing is reached: 1.31 (protocol.md 8.3). */
    public static final AgentVersion MINIMUM = new AgentVersion(List.of(BigInteger.ONE, BigInteger.valueOf(31)));

    private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18}){0,7}");

    /**
     * Copies the numbers and drops the zeros at the end, so that equal versions are equal.
     *
     * @throws IllegalArgumentException when there is none, or one is negative
     */
    public AgentVersion {
        if (numbers.isEmpty() || numbers.stream().anyMatch(number -> number.signum() < 0)) {
            throw new IllegalArgumentException("not a version: " + numbers);
        }
        int length = numbers.size();
        while (length > 1 && numbers.get(length - 1).signum() == 0) {
            length--;
        }
        numbers = List.copyOf(numbers.subList(0, length));
    }

    /**
     * Reads a version.
     *
     * @param text numbers with dots between them
     * @return the version; empty when it cannot be read
     */
    public static Optional<AgentVersion> parse(String text) {
        String plain = text.strip();
        return NUMBERS.matcher(plain).matches()
                ? Optional.of(new AgentVersion(Arrays.stream(plain.split("\\.", -1))
                        .map(BigInteger::new)
                        .toList()))
                : Optional.empty();
    }

    /** {@return whether it is {@link #MINIMUM} or newer} */
    public boolean isSupported() {
        return compareTo(MINIMUM) >= 0;
    }

    @Override
    public int compareTo(AgentVersion other) {
        for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            int order = at(i).compareTo(other.at(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** {@return the numbers with dots between them, without leading zeros} */
    @Override
    public String toString() {
        return numbers.stream().map(BigInteger::toString).collect(Collectors.joining("."));
    }

    private BigInteger at(int index) {
        return index < numbers.size() ? numbers.get(index) : BigInteger.ZERO;
    }
}
