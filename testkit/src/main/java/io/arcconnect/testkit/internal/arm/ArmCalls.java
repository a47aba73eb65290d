package io.arcconnect.testkit.internal.arm;

import io.arcconnect.testkit.ArmCall;
import io.arcconnect.testkit.TestCredential;
import io.arcconnect.testkit.internal.ArmEffect;
import io.arcconnect.testkit.internal.ArmEffect.ArmAnswer;
import io.arcconnect.testkit.internal.ArmEffect.ArmCut;
import io.arcconnect.testkit.internal.ArmEffect.ArmHeld;
import io.arcconnect.testkit.internal.FaultEffect.Skew;
import io.arcconnect.testkit.internal.MachineRecord;
import io.arcconnect.testkit.internal.NotEmulated;
import io.arcconnect.testkit.internal.World;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Answers calls: faults first, then the checks that Azure Resource Manager makes for every call, then the call. */
public final class ArmCalls {

    private final World world;
    private final Function<String, Optional<TestCredential>> credentials;
    private final Optional<ArmThrottle> throttle;
    private final ExtensionCalls extensions;
    private final RunCommandCalls runCommands;
    private final ConnectivityCalls connectivity;
    private final ResourceCalls resources;

    /**
     * Makes the control plane.
     *
     * @param world what it remembers
     * @param credentials finds whose token it is
     * @param throttle refuses what comes too fast
     * @param retryAfterSeconds sent with running operations; 0 sends none
     */
    public ArmCalls(
            World world,
            Function<String, Optional<TestCredential>> credentials,
            Optional<ArmThrottle> throttle,
            int retryAfterSeconds) {
        this.world = world;
        this.credentials = credentials;
        this.throttle = throttle;
        this.extensions = new ExtensionCalls(world, retryAfterSeconds);
        this.runCommands = new RunCommandCalls(world);
        this.connectivity = new ConnectivityCalls(world);
        this.resources = new ResourceCalls(world);
    }

    /** What the answer's {@code Date} says. */
    Instant now(ArmRoute route) {
        return world.now(Skew.Of.ARM, route.machine().flatMap(world::machine));
    }

    /** The id of an answer. */
    String nextId() {
        return world.nextId();
    }

    ArmReply answer(ArmRequest request, ArmRoute route) {
        Optional<MachineRecord> machine = route.machine().flatMap(world::machine);
        Optional<ArmEffect> fault = fault(route.call(), machine);
        if (fault.isEmpty()) {
            return carryOut(request, route, machine);
        }
        if (fault.get() instanceof ArmAnswer answer) {
            return new ArmReply(answer.status(), answer.headers(), answer.body());
        }
        if (fault.get() instanceof ArmCut) {
            return carryOut(request, route, machine).cut();
        }
        return fault.get() instanceof ArmHeld ? ArmReply.held() : ArmReply.reset();
    }

    private ArmReply carryOut(ArmRequest request, ArmRoute route, Optional<MachineRecord> machine) {
        String bearer = request.headers().getOrDefault("authorization", "");
        Optional<TestCredential> caller = bearer.regionMatches(true, 0, "Bearer ", 0, 7)
                ? credentials.apply(bearer.substring(7))
                : Optional.empty();
        if (caller.isEmpty()) {
            return ArmReply.error(401, "InvalidAuthenticationToken", "The access token is invalid.")
                    .with(
                            "WWW-Authenticate",
                            "Bearer authorization_uri=\"https://login.microsoftonline.com/\", error=\"invalid_token\","
                                    + " error_description=\"The access token is invalid.\"");
        }
        if (throttle.filter(limit -> limit.refuses(request, caller.get().name()))
                .isPresent()) {
            return ArmReply.error(429, "TooManyRequests", "The request is being throttled.")
                    .with("Retry-After", "1");
        }
        if (!route.emulated()) {
            return ArmReply.notEmulated(world.unanswered().add(NotEmulated.ARM_CALL, request.toString()));
        }
        if (request.query("api-version").isEmpty()) {
            return ArmReply.error(
                    400,
                    "MissingApiVersionParameter",
                    "The api-version query parameter (?api-version=) is required for all requests.");
        }
        Optional<String> option = request.unknownOption();
        if (option.isPresent()) {
            return ArmReply.notEmulated(world.unanswered().add(NotEmulated.ARM_QUERY, option.get() + " of " + request));
        }
        String action = Actions.of(route.call(), route.name());
        if (world.denied().contains(action) || caller.get().denies(action)) {
            return ArmReply.error(
                    403, "AuthorizationFailed", Actions.refusal(caller.get().name(), action, route.scope()));
        }
        return switch (route.call()) {
            case POLL -> runCommands.poll(route.name()).orElseGet(() -> extensions.poll(request, route.name()));
            case GET_PROVIDER, REGISTER_PROVIDER, LIST_RESOURCES -> resources.answer(request, route);
            case LIST_MACHINES ->
                resources
                        .unregistered(request, "Microsoft.HybridCompute")
                        .orElseGet(() -> resources.answer(request, route));
            default ->
                resources
                        .unregistered(request, namespace(route))
                        .or(() -> machine.map(record -> onMachine(request, route, record)))
                        .orElseGet(() -> notFound(route));
        };
    }

    private static String namespace(ArmRoute route) {
        return switch (route.call()) {
            case GET_MACHINE,
                    LIST_EXTENSIONS,
                    GET_EXTENSION,
                    PUT_EXTENSION,
                    DELETE_EXTENSION,
                    GET_RUN_COMMAND,
                    PUT_RUN_COMMAND,
                    DELETE_RUN_COMMAND ->
                route.machine()
                        .map(id -> id.resourceType().replaceAll("/.*", ""))
                        .orElse("Microsoft.HybridCompute");
            default -> "Microsoft.HybridConnectivity";
        };
    }

    private ArmReply onMachine(ArmRequest request, ArmRoute route, MachineRecord machine) {
        return switch (route.call()) {
            case GET_MACHINE ->
                ApiVersions.refusal(machine.id(), request.query("api-version"))
                        .orElseGet(() -> ArmReply.json(200, MachineBody.of(machine)));
            case LIST_EXTENSIONS, GET_EXTENSION, PUT_EXTENSION, DELETE_EXTENSION ->
                extensions.answer(request, route, machine);
            case GET_RUN_COMMAND, PUT_RUN_COMMAND, DELETE_RUN_COMMAND -> runCommands.answer(request, route, machine);
            default -> connectivity.answer(request, route, machine);
        };
    }

    private Optional<ArmEffect> fault(ArmCall call, Optional<MachineRecord> machine) {
        Predicate<ArmEffect> applies = effect -> covers(effect.call(), call);
        return machine.map(record -> record.fault(ArmEffect.class, applies))
                .orElseGet(() -> world.faults().fault(ArmEffect.class, applies));
    }

    private static boolean covers(ArmCall meant, ArmCall actual) {
        return meant == ArmCall.ANY || meant == actual;
    }

    private static ArmReply notFound(ArmRoute route) {
        String resource = route.machine()
                .map(id -> id.resourceType() + "/" + id.name() + "' under resource group '" + id.resourceGroup())
                .orElse(route.scope());
        return ArmReply.error(404, "ResourceNotFound", "The Resource '" + resource + "' was not found.");
    }
}
