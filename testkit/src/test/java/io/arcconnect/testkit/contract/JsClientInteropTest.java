package io.arcconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenRequestContext;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.ArmCall;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.LroStyle;
import io.arcconnect.testkit.NodeProgram;
import io.arcconnect.testkit.RecordedRequest;
import io.arcconnect.testkit.internal.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The vendor's own client for JavaScript against the emulator, and our requests beside its (libraries.md 2). An emulator and
 * a client of one hand agree too easily; this client was written against the service.
 */
@Tag("interop")
@Timeout(180)
class JsClientInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String PACKAGE = """
            {"private":true,"dependencies":{"@azure/arm-hybridcompute":"3.0.0"}}
            """;

    private static final String CLIENT = """
            const { HybridComputeManagementClient } = require('@azure/arm-hybridcompute');
            const { SUBSCRIPTION, GROUP, MACHINE, ENDPOINT, TOKEN } = process.env;
            const credential = { getToken: async () => ({ token: TOKEN, expiresOnTimestamp: Date.now() + 3600e3 }) };
            const client = new HybridComputeManagementClient(credential, SUBSCRIPTION, { endpoint: ENDPOINT });
            (async () => {
              const machine = await client.machines.get(GROUP, MACHINE);
              const put = await client.machineExtensions.beginCreateOrUpdateAndWait(GROUP, MACHINE, 'WindowsOpenSSH', {
                location: machine.location,
                properties: {
                  publisher: 'Microsoft.Azure.OpenSSH',
                  type: 'WindowsOpenSSH',
                  autoUpgradeMinorVersion: false,
                  settings: {}
                }
              });
              const names = [];
              for await (const extension of client.machineExtensions.list(GROUP, MACHINE)) names.push(extension.name);
              const machines = [];
              for await (const each of client.machines.listByResourceGroup(GROUP)) machines.push(each.name);
              const got = await client.machineExtensions.get(GROUP, MACHINE, 'WindowsOpenSSH');
              await client.machineExtensions.beginDeleteAndWait(GROUP, MACHINE, 'WindowsOpenSSH');
              console.log([machine.properties.status, put.properties.provisioningState, names, machines, got.properties.publisher].join(' '));
            })().catch(error => { console.log('error ' + error.stack); process.exit(3); });
            """;

    private static NodeProgram program;

    @BeforeAll
    static void install() throws Exception {
        program = NodeProgram.of("@azure/arm-hybridcompute", PACKAGE, CLIENT);
    }

    @ParameterizedTest
    @EnumSource(LroStyle.class)
    void client_whenItInstallsListsAndDeletes_thenAsOursDoes(LroStyle style) throws Exception {
        List<RecordedRequest> theirs;
        List<RecordedRequest> ours;

        try (ArcEmulator emulator = emulator(style)) {
            assertThat(theirs(emulator))
                    .isEqualTo("Connected Succeeded WindowsOpenSSH win,win-02 Microsoft.Azure.OpenSSH");
            theirs = emulator.requests();
        }
        try (ArcEmulator emulator = emulator(style);
                EmulatedArm arm = new EmulatedArm(emulator)) {
            ours(arm.apis().compute(), emulator.machine("win").id());
            ours = emulator.requests();
        }

        for (ArmCall call : List.of(
                ArmCall.GET_MACHINE,
                ArmCall.PUT_EXTENSION,
                ArmCall.LIST_EXTENSIONS,
                ArmCall.LIST_MACHINES,
                ArmCall.GET_EXTENSION,
                ArmCall.DELETE_EXTENSION)) {
            assertThat(shape(first(ours, call))).as("%s", call).isEqualTo(shape(first(theirs, call)));
        }
        assertThat(of(ours, ArmCall.PUT_EXTENSION)).hasSameSizeAs(of(theirs, ArmCall.PUT_EXTENSION));
        assertThat(of(ours, ArmCall.DELETE_EXTENSION)).hasSameSizeAs(of(theirs, ArmCall.DELETE_EXTENSION));
        assertThat(polled(ours)).isEqualTo(polled(theirs));
    }

    private static ArcEmulator emulator(LroStyle style) {
        return ArcEmulator.builder()
                .machine(EmulatedMachine.windows("win")
                        .lroStyle(style)
                        .extensionTakes(1)
                        .extensionRemovalTakes(1))
                .machine(EmulatedMachine.linux("win-02"))
                .pageSize(1)
                .retryAfter(Duration.ofSeconds(1))
                .start();
    }

    private static String theirs(ArcEmulator emulator) throws Exception {
        MachineId id = emulator.machine("win").id();
        String token = emulator.credential()
                .getToken(new TokenRequestContext().addScopes("any/.default"))
                .blockOptional(LIMIT)
                .orElseThrow()
                .getToken();
        Process client = program.start(
                emulator,
                Map.of(
                        "SUBSCRIPTION", id.subscriptionId(),
                        "GROUP", id.resourceGroup(),
                        "MACHINE", id.name(),
                        "ENDPOINT", emulator.endpoint().toString(),
                        "TOKEN", token));
        try {
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } finally {
            NodeProgram.end(client);
        }
    }

    private static void ours(HybridComputeApi compute, MachineId id) {
        String location =
                compute.getMachine(id).blockOptional(LIMIT).orElseThrow().location();
        ExtensionSpec spec = ExtensionSpec.openSshForWindows();
        ExtensionState last = compute.putExtension(id, spec, location).blockLast(LIMIT);
        assertThat(last).isNotNull().matches(ExtensionState::isSucceeded);
        assertThat(compute.listExtensions(id).collectList().block(LIMIT)).hasSize(1);
        assertThat(compute.listMachines(
                                io.arcconnect.model.MachineScope.resourceGroup(id.subscriptionId(), id.resourceGroup()))
                        .collectList()
                        .block(LIMIT))
                .hasSize(2);
        assertThat(compute.getExtension(id, spec.name()).block(LIMIT)).isNotNull();
        compute.deleteExtension(id, spec.name()).block(LIMIT);
    }

    /**
     * Method, path, names of the query, headers that matter and every field of the body. Ours sends one field that their
     * older api-version does not know, and another version.
     */
    private static Map<String, Object> shape(RecordedRequest request) {
        Map<String, Object> body = Json.read(request.body());
        Map<String, Object> properties = Json.child(body, "properties");
        properties.remove("enableAutomaticUpgrade");
        Map<String, Object> shape = new TreeMap<>();
        shape.put("method", request.method());
        shape.put("path", request.path().toLowerCase(Locale.ROOT));
        shape.put("query", request.query().replaceAll("=[^&]*", ""));
        shape.put("accept", request.headers().getOrDefault("accept", ""));
        // Theirs also names the type of a body that is not there, in the last GET of an operation.
        shape.put("contentType", request.body().isEmpty() ? "" : contentType(request));
        shape.put("requestId", request.headers().containsKey("x-ms-client-request-id"));
        shape.put("location", Json.text(body, "location"));
        shape.put("fields", body.keySet());
        shape.put("properties", properties);
        shape.put("status", request.status());
        return shape;
    }

    private static String contentType(RecordedRequest request) {
        return request.headers().getOrDefault("content-type", "").replaceFirst(";.*", "");
    }

    /** Which kinds of address are polled. */
    private static List<String> polled(List<RecordedRequest> requests) {
        return of(requests, ArmCall.POLL).stream()
                .map(request -> request.path().toLowerCase(Locale.ROOT).replaceFirst("/[^/]*$", ""))
                .distinct()
                .toList();
    }

    private static RecordedRequest first(List<RecordedRequest> requests, ArmCall call) {
        assertThat(of(requests, call)).as("%s", call).isNotEmpty();
        return of(requests, call).get(0);
    }

    private static List<RecordedRequest> of(List<RecordedRequest> requests, ArmCall call) {
        return requests.stream().filter(request -> request.call() == call).toList();
    }
}
