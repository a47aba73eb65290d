package io.arcconnect.cli;

import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.options.Azure;
import java.lang.reflect.Constructor;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives a sub-command what its constructor asks for: the process that it runs in, and where Azure is. */
final class CommandFactory implements IFactory {

    private final Surroundings around;
    private final Azure azure;

    CommandFactory(Surroundings around, Azure azure) {
        this.around = around;
        this.azure = azure;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            Class<?>[] wanted = constructor.getParameterTypes();
            if (wanted.length > 0 && Stream.of(wanted).allMatch(this::isGiven)) {
                return type.cast(constructor.newInstance(
                        Stream.of(wanted).map(this::given).toArray()));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }

    private boolean isGiven(Class<?> wanted) {
        return wanted == Surroundings.class || wanted == Azure.class;
    }

    private Object given(Class<?> wanted) {
        return wanted == Azure.class ? azure : around;
    }
}
