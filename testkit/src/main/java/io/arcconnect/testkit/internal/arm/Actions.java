package io.arcconnect.testkit.internal.arm;

import io.arcconnect.testkit.ArmCall;

/** The role actions that calls need (protocol.md 8.1) and the text of a refusal (protocol.md 2.7). */
final class Actions {

    private Actions() {}

    static String of(ArmCall call, String provider) {
        return switch (call) {
            case GET_MACHINE, LIST_MACHINES -> "Microsoft.HybridCompute/machines/read";
            case LIST_EXTENSIONS, GET_EXTENSION -> "Microsoft.HybridCompute/machines/extensions/read";
            case PUT_EXTENSION -> "Microsoft.HybridCompute/machines/extensions/write";
            case DELETE_EXTENSION -> "Microsoft.HybridCompute/machines/extensions/delete";
            case GET_RUN_COMMAND -> "Microsoft.HybridCompute/machines/runCommands/read";
            case PUT_RUN_COMMAND -> "Microsoft.HybridCompute/machines/runCommands/write";
            case DELETE_RUN_COMMAND -> "Microsoft.HybridCompute/machines/runCommands/delete";
            case POLL -> "Microsoft.HybridCompute/locations/operationstatus/read";
            case GET_ENDPOINT -> "Microsoft.HybridConnectivity/endpoints/read";
            case PUT_ENDPOINT -> "Microsoft.HybridConnectivity/endpoints/write";
            case DELETE_ENDPOINT -> "Microsoft.HybridConnectivity/endpoints/delete";
            case GET_SERVICE_CONFIGURATION -> "Microsoft.HybridConnectivity/endpoints/serviceConfigurations/read";
            case PUT_SERVICE_CONFIGURATION -> "Microsoft.HybridConnectivity/endpoints/serviceConfigurations/write";
            case DELETE_SERVICE_CONFIGURATION -> "Microsoft.HybridConnectivity/endpoints/serviceConfigurations/delete";
            case LIST_CREDENTIALS -> "Microsoft.HybridConnectivity/endpoints/listCredentials/action";
            case LIST_RESOURCES -> "Microsoft.Resources/subscriptions/resourceGroups/resources/read";
            case GET_PROVIDER -> "Microsoft.Resources/subscriptions/providers/read";
            case REGISTER_PROVIDER -> provider + "/register/action";
            case ANY -> "";
        };
    }

    static String refusal(String client, String action, String scope) {
        return "The client '" + client + "' with object id '00000000-0000-0000-0000-000000000b1d' does not have"
                + " authorization to perform action '" + action + "' over scope '" + scope
                + "' or the scope is invalid. If access was recently granted, please refresh your credentials.";
    }
}
