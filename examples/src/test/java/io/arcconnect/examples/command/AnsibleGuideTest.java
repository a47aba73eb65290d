package io.arcconnect.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands and the inventory of docs/guides/ansible.md, as they stand there, with Debian's ansible. */
@Tag("interop")
@Timeout(300)
class AnsibleGuideTest {

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @AfterEach
    void endTheMasters() throws Exception {
        Path sockets = folder.resolve("home/.ansible/cp");
        if (Files.isDirectory(sockets)) {
            try (var files = Files.list(sockets)) {
                for (Path socket : files.toList()) {
                    Program.of(folder, "ssh", "-O", "exit", "-o", "ControlPath=" + socket, "any")
                            .run();
                }
            }
        }
    }

    @Test
    void guide_whenItIsFollowed_thenAnsibleReachesEveryMachine() throws Exception {
        try (ProxiedMachine machine = ProxiedMachine.start(folder, "ansible", "ssh", "python3")) {
            Guide guide = Guide.read("ansible.md")
                    .with("azureuser", machine.user())
                    .with(
                            "/tmp/arcconnect-guide.ini",
                            folder.resolve("copied.ini").toString())
                    .with(
                            "--resource-group servers",
                            "--resource-group " + machine.id().resourceGroup());
            guide.writeFiles(folder);
            prepare(machine);

            List<ArcConnectProcess.Ended> ended = List.of(
                    sh(machine, guide.scripts("run").get(0)),
                    sh(machine, guide.scripts("run").get(1)),
                    sh(machine, guide.scripts("run: fails").get(0)));

            assertThat(ended.get(0).status()).as(ended.get(0).toString()).isZero();
            assertThat(ended.get(1).status()).as(ended.get(1).toString()).isZero();
            assertThat(ended.get(1).out())
                    .contains("web-01 | SUCCESS", "db-01 | SUCCESS", "\"ping\": \"pong\"", "Linux", "raw on 42");
            assertThat(folder.resolve("copied.ini")).hasSameTextualContentAs(folder.resolve("inventory.ini"));
            assertThat(ended.get(2).status()).isEqualTo(255);
            assertThat(ended.get(2).err()).contains("arcconnect: service.not_enabled new-01");
        }
    }

    /** Puts a home in place: the command on the path, the key where the guide has it. */
    private void prepare(ProxiedMachine machine) throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path home = Files.createDirectories(folder.resolve("home"));
        Path ssh = Files.createDirectory(home.resolve(".ssh"));
        Files.copy(machine.userKey(), ssh.resolve("id_ed25519"));
        Files.setPosixFilePermissions(ssh.resolve("id_ed25519"), PosixFilePermissions.fromString("rw-------"));
        List<String> launch = ArcConnectProcess.launch("-Duser.home=" + home);
        Path command = Files.writeString(
                bin.resolve("arcconnect"),
                "#!/bin/sh\nexec "
                        + launch.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "))
                        + " \"$@\"\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        environment.putAll(machine.cloud().environment());
        environment.put("ARCCONNECT_LAUNCHER", command.toString());
        environment.put("AZURE_SUBSCRIPTION_ID", machine.id().subscriptionId());
        environment.put("PATH", bin + ":" + System.getenv("PATH"));
        environment.put("ANSIBLE_NOCOLOR", "1");
        environment.put("LC_ALL", "C.UTF-8");
    }

    private ArcConnectProcess.Ended sh(ProxiedMachine machine, String script) throws Exception {
        return machine.program("/bin/sh", "-e", "-c", script).with(environment).run();
    }
}
