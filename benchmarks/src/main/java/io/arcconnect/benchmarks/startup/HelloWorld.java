package io.arcconnect.benchmarks.startup;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** As little as a command with picocli can be. */
@Command(
        name = "hello",
        mixinStandardHelpOptions = true,
        version = "hello 1",
        description = "Greets somebody.",
        footer = {"%nExamples:", "  hello --name Ada"})
public final class HelloWorld implements Runnable {

    @Option(names = "--name", paramLabel = "NAME", description = "whom to greet")
    String name = "world";

    private HelloWorld() {}

    @Override
    public void run() {
        System.out.println("Hello, " + name);
    }

    /**
     * Greets.
     *
     * @param args as the user typed them
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new HelloWorld()).execute(args));
    }
}
