package io.arcconnect.cli.options;

import io.arcconnect.model.MachineQuery;
import io.arcconnect.model.MachineScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of many machines: those that all of it is true of. */
public final class MachineFilter {

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "only machines of this status, such as Connected, Disconnected or Expired")
    @Nullable
    String status;

    @Option(names = "--os", paramLabel = "OS", description = "only machines of this system: linux or windows")
    @Nullable
    String os;

    @Option(
            names = "--tag",
            paramLabel = "NAME[=VALUE]",
            description = "only machines with this tag; several must all be there")
    List<String> tags = new ArrayList<>();

    /** Made by picocli. */
    public MachineFilter() {}

    /** {@return whether nothing is asked of the machines} */
    public boolean isEmpty() {
        return status == null && os == null && tags.isEmpty();
    }

    /**
     * Asks for the machines of a subscription or a resource group that match.
     *
     * @param subscription its id
     * @param group name of the resource group; {@code null} is all of the subscription
     * @return the question
     * @throws IllegalArgumentException when something of it cannot be asked
     */
    public MachineQuery query(String subscription, @Nullable String group) {
        MachineQuery query = MachineQuery.in(new MachineScope(subscription, Optional.ofNullable(group)));
        query = status == null ? query : query.withStatus(status);
        query = os == null ? query : query.withOs(os);
        for (String tag : tags) {
            int equals = tag.indexOf('=');
            query = equals < 0
                    ? query.withTag(tag)
                    : query.withTag(tag.substring(0, equals), tag.substring(equals + 1));
        }
        return query;
    }
}
