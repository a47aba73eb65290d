package io.arcconnect.internal.arm;

import io.arcconnect.model.MachineId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody must be allowed to do, and the smallest role that holds it (protocol.md 2.7, 8.1). Pure. */
final class ArmPermissions {

    private static final Pattern MISSING =
            Pattern.compile("not have (?:authorization|permission) to perform action(?:\\(s\\))? '([^']{1,200})'");
    private static final Pattern NAMED = Pattern.compile("perform action(?:\\(s\\))? '([^']{1,200})'");

    private static final String TO_CONNECT = "\"Virtual Machine Local User Login\"";
    private static final String TO_INSTALL = "\"Azure Connected Machine Resource Administrator\"";
    private static final String TO_SET_UP = "Owner or Contributor";
    private static final String TO_READ = "Reader";
    private static final String OURS = "Microsoft.HybridCompute/machines";
    private static final String CONNECTIVITY = "Microsoft.HybridConnectivity/endpoints/";

    private ArmPermissions() {}

    /** The action that a refusal names; where it names none, the one that the call is known to need. */
    static Optional<String> action(ArmCall call, Optional<MachineId> machine, String refusal) {
        return find(MISSING, refusal)
                .or(() -> find(NAMED, refusal))
                .or(() -> known(call)
                        .map(action -> machine.map(id -> action.replace(OURS, id.resourceType()))
                                .orElse(action)));
    }

    /** The smallest built-in role for an action. The legacy machine types are outside the roles for Arc machines. */
    static String role(String action) {
        String lower = action.toLowerCase(Locale.ROOT);
        if (lower.endsWith("/listcredentials/action")) {
            return TO_CONNECT;
        }
        if (lower.contains("/endpoints/") || lower.endsWith("/register/action")) {
            return TO_SET_UP;
        }
        if (lower.contains("/extensions/") && !lower.endsWith("/read")) {
            return lower.startsWith("microsoft.hybridcompute/") ? TO_INSTALL : TO_SET_UP;
        }
        if (lower.contains("/runcommands/") && !lower.endsWith("/read")) {
            return TO_INSTALL;
        }
        return lower.contains("/locations/operation") ? TO_INSTALL : TO_READ;
    }

    private static Optional<String> known(ArmCall call) {
        return switch (call) {
            case GET_MACHINE, LIST_MACHINES -> Optional.of(OURS + "/read");
            case LIST_EXTENSIONS, GET_EXTENSION -> Optional.of(OURS + "/extensions/read");
            case PUT_EXTENSION -> Optional.of(OURS + "/extensions/write");
            case DELETE_EXTENSION -> Optional.of(OURS + "/extensions/delete");
            case GET_RUN_COMMAND -> Optional.of(OURS + "/runCommands/read");
            case PUT_RUN_COMMAND -> Optional.of(OURS + "/runCommands/write");
            case DELETE_RUN_COMMAND -> Optional.of(OURS + "/runCommands/delete");
            case POLL -> Optional.of("Microsoft.HybridCompute/locations/operationstatus/read");
            case LIST_CREDENTIALS -> Optional.of(CONNECTIVITY + "listCredentials/action");
            case GET_ENDPOINT -> Optional.of(CONNECTIVITY + "read");
            case PUT_ENDPOINT -> Optional.of(CONNECTIVITY + "write");
            case DELETE_ENDPOINT -> Optional.of(CONNECTIVITY + "delete");
            case GET_SERVICE -> Optional.of(CONNECTIVITY + "serviceConfigurations/read");
            case PUT_SERVICE -> Optional.of(CONNECTIVITY + "serviceConfigurations/write");
            case DELETE_SERVICE -> Optional.of(CONNECTIVITY + "serviceConfigurations/delete");
            case LIST_RESOURCES -> Optional.of("Microsoft.Resources/subscriptions/resourceGroups/resources/read");
            case GET_PROVIDER -> Optional.of("Microsoft.Resources/subscriptions/providers/read");
            case REGISTER_PROVIDER -> Optional.empty();
        };
    }

    private static Optional<String> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
