package io.arcconnect.cli.emulator;

import com.azure.core.credential.TokenRequestContext;
import com.azure.json.JsonProviders;
import com.azure.json.JsonWriter;
import io.arcconnect.cli.options.OwnerOnly;
import io.arcconnect.model.MachineId;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What others need to know of a running emulator, as files that only their owner may read. */
record EmulatorFolder(Path path) {

    static final String FILES = "files";

    private static final Duration SOON = Duration.ofSeconds(10);

    /** Makes the folder, or takes an empty one. */
    static EmulatorFolder at(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> there = Files.list(folder)) {
                if (there.anyMatch(file -> !file.endsWith(Background.LOG))) {
                    throw new IllegalArgumentException("--directory must be new or empty: " + folder);
                }
            }
        } else {
            Files.createDirectory(folder, OwnerOnly.attributes("rwx------"));
        }
        return new EmulatorFolder(folder.toRealPath());
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Writes the cloud file, a token, the ways to log in, and what there is. */
    void write(EmulatedAzure azure, List<MachineWish> machines, LoginKey key) throws IOException {
        OwnerOnly.write(
                file("ca.pem"), pem(azure.arc().authority()) + pem(azure.entra().authority()));
        OwnerOnly.write(
                file("cloud.json"),
                json(Map.of(
                        "resourceManager",
                        azure.arc().endpoint().toString(),
                        "authority",
                        "https://localhost:" + azure.entra().port(),
                        "trust",
                        "ca.pem")));
        OwnerOnly.write(
                file("token"),
                azure.arc()
                                .credential()
                                .getToken(new TokenRequestContext().addScopes("emulator/.default"))
                                .blockOptional(SOON)
                                .orElseThrow()
                                .getToken()
                        + "\n");
        OwnerOnly.write(file("password"), azure.password().reveal() + "\n");
        OwnerOnly.write(file("id_ecdsa"), key.pem());
        OwnerOnly.write(file("known_hosts"), knownHosts(azure, machines));
        OwnerOnly.write(file("azure.env"), signIn(azure));
        OwnerOnly.write(file("facts.json"), json(facts(azure, machines)));
    }

    /** As azure-identity reads them, for whoever sources the file. */
    private static String signIn(EmulatedAzure azure) {
        return "export AZURE_TENANT_ID=" + azure.entra().tenantId() + "\nexport AZURE_CLIENT_ID="
                + EmulatedAzure.CLIENT_ID + "\nexport AZURE_CLIENT_SECRET="
                + azure.clientSecret().reveal() + "\nunset ARCCONNECT_TOKEN_FILE\n";
    }

    private static String knownHosts(EmulatedAzure azure, List<MachineWish> machines) {
        StringBuilder lines = new StringBuilder();
        for (MachineWish wish : machines) {
            MachineId id = azure.arc().machine(wish.name()).id();
            azure.server(wish)
                    .ifPresent(server -> lines.append(id.key())
                            .append(' ')
                            .append(server.hostKeyLine())
                            .append('\n'));
        }
        return lines.toString();
    }

    private static Map<String, Object> facts(EmulatedAzure azure, List<MachineWish> machines) {
        List<Map<String, Object>> described = new ArrayList<>();
        for (MachineWish wish : machines) {
            MachineId id = azure.arc().machine(wish.name()).id();
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", wish.name());
            one.put("osType", wish.windows() ? "windows" : "linux");
            one.put("resourceId", id.resourceId());
            azure.server(wish).ifPresent(server -> one.put("hostKey", server.hostKeyFingerprint()));
            described.add(one);
        }
        MachineId first = azure.arc().machine(machines.get(0).name()).id();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("subscription", first.subscriptionId());
        facts.put("resourceGroup", first.resourceGroup());
        facts.put("tenant", azure.entra().tenantId());
        facts.put("user", EmulatedAzure.USER);
        facts.put("machines", described);
        return facts;
    }

    private static String json(Map<String, Object> members) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = JsonProviders.createWriter(text)) {
            writer.writeUntyped(members);
        }
        return text + "\n";
    }

    private static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Takes everything away again. */
    void delete() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | java.io.UncheckedIOException leftBehind) {
            // Nothing in it opens anything once the emulator has ended.
        }
    }
}
