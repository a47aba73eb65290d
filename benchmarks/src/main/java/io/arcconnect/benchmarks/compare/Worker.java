package io.arcconnect.benchmarks.compare;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/**
 * One library in a JVM of its own. Reads a {@link Site}, then one order for each line, and answers each with one line.
 */
final class Worker {

    static final String CARRY = "carry";
    static final String OPEN = "open";
    static final String COMPILED = "compiled";

    private Worker() {}

    /** The argument names the library; ends when its standard input does. */
    public static void main(String[] arguments) throws Exception {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Library library = Library.valueOf(arguments[0]);
        try (Client client = library.client(Site.read(orders))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                System.out.println(answer(client, order.split(" ", -1)));
                System.out.flush();
            }
        }
        // Some libraries leave threads behind.
        System.exit(0);
    }

    private static String answer(Client client, String[] order) throws IOException {
        try {
            Discipline discipline = Discipline.valueOf(order[1]);
            int number = Integer.parseInt(order[2]);
            return switch (order[0]) {
                case CARRY -> carry(client, discipline, number);
                case OPEN -> String.valueOf(client.open(discipline, number));
                case COMPILED ->
                    String.valueOf(ManagementFactory.getCompilationMXBean().getTotalCompilationTime());
                default -> throw new IOException("no such order: " + order[0]);
            };
        } catch (Exception e) {
            e.printStackTrace();
            return "failed " + e;
        }
    }

    private static String carry(Client client, Discipline discipline, int amount) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        client.prepare(discipline);
        long cpu = system.getProcessCpuTime();
        long wall = System.nanoTime();
        long carried = client.carry(discipline, amount);
        long wallTaken = System.nanoTime() - wall;
        long cpuTaken = system.getProcessCpuTime() - cpu;
        long wanted = discipline.isTimed() ? amount : (long) amount << 20;
        if (carried != wanted) {
            throw new IOException("carried " + carried + " instead of " + wanted);
        }
        return wallTaken + " " + cpuTaken;
    }
}
