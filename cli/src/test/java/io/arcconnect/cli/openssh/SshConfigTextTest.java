package io.arcconnect.cli.openssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.model.MachineId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshConfigTextTest {

    private static final MachineId WEB = MachineId.of("11111111-2222-3333-4444-555555555555", "Servers", "Web-01");
    private static final Path KNOWN = Path.of("/home/ada/.arcconnect/known_hosts");

    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void of_whenThereIsOneMachine_thenTheBlockHoldsAllThatSshNeeds() {
        ClientLogin login = new ClientLogin(
                Optional.of("azureuser"), Optional.of(Path.of("/home/ada/.ssh/id")), Optional.empty(), KNOWN, false);

        String text = text(login, "/opt/arcconnect").of(hosts(WEB, "azureuser"));

        assertThat(text).isEqualTo("""
                        Host web-01 Web-01 servers-web-01 Servers-Web-01 servers-web-01-azureuser Servers-Web-01-azureuser
                            HostName Web-01
                            HostKeyAlias /subscriptions/11111111-2222-3333-4444-555555555555/resourcegroups/servers/providers/microsoft.hybridcompute/machines/web-01
                            UserKnownHostsFile "/home/ada/.arcconnect/known_hosts"
                            StrictHostKeyChecking yes
                            User "azureuser"
                            IdentityFile "/home/ada/.ssh/id"
                            IdentitiesOnly yes
                            ProxyCommand /opt/arcconnect proxy --resource-id /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/Servers/providers/Microsoft.HybridCompute/machines/Web-01 --port 2222
                        """);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void of_whenPathsHaveSpacesPercentsAndQuotes_thenOpenSshReadsThemAsTheyAre() throws Exception {
        Path odd = folder.resolve("100% 'odd' #key");
        ClientLogin login = new ClientLogin(
                Optional.of("CONTOSO\\ada"),
                Optional.of(odd),
                Optional.of(odd),
                folder.resolve("known %h hosts"),
                true);

        Map<String, List<String>> read = read(text(login, "/opt/a b/%h $HOME 'x'/arcconnect"), WEB, "web-01");

        // It prints some before their percent signs are read, and some after.
        assertThat(read.get("user")).containsExactly("CONTOSO\\ada");
        assertThat(read.get("identityfile")).containsExactly(odd.toString().replace("%", "%%"));
        assertThat(read.get("certificatefile")).containsExactly(odd.toString().replace("%", "%%"));
        assertThat(read.get("userknownhostsfile"))
                .containsExactly(folder.resolve("known %h hosts").toString());
        assertThat(read.get("stricthostkeychecking")).containsExactly("accept-new");
        assertThat(read.get("hostkeyalias")).containsExactly(WEB.key());
        assertThat(shellWords(read.get("proxycommand").get(0).replace("%%", "%")))
                .containsExactly(
                        "/opt/a b/%h $HOME 'x'/arcconnect",
                        "proxy", "--resource-id", WEB.resourceId(), "--port", "2222");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void of_whenTheGroupHasParenthesesAndLettersOfTheWorld_thenTheIdReachesTheCommand() throws Exception {
        MachineId id = MachineId.of("11111111-2222-3333-4444-555555555555", "(Büro).x_1", "db-1");

        Map<String, List<String>> read = read(text(plain(), "/opt/arcconnect"), id, "db-1");

        assertThat(read.get("hostkeyalias")).containsExactly(id.key());
        assertThat(shellWords(read.get("proxycommand").get(0))).contains(id.resourceId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"key\nProxyCommand evil", "key\rX", "a\"b", "a${HOME}b", "a\\b", "a\u0000b", "a\u2028b"})
    @DisabledOnOs(OS.WINDOWS)
    void of_whenAPathCannotBeWritten_thenItIsRefused(String name) {
        assertThatThrownBy(() -> ClientSystem.POSIX.file(Path.of("/home/" + name)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada\nProxyCommand evil",
                "-oProxyCommand=evil",
                "a\"b",
                "a'b",
                "$(evil)",
                "%r",
                "a;b",
                "",
                " a",
                "a\\"
            })
    void login_whenTheUserNameIsHostile_thenItIsRefused(String user) {
        assertThatThrownBy(() -> new ClientLogin(Optional.of(user), Optional.empty(), Optional.empty(), KNOWN, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\nProxyCommand evil", "x ProxyCommand evil", "x\"y", "x'y", "x;y", "x%h", "$(x)"})
    void machine_whenItsNameIsHostile_thenThereIsNoSuchMachine(String name) {
        assertThatThrownBy(() -> MachineId.of("11111111-2222-3333-4444-555555555555", "servers", name))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MachineId.of("11111111-2222-3333-4444-555555555555", name, "web-01"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void command_whenItIsForWindows_thenWordsAreInDoubleQuotes() {
        String command = ClientSystem.WINDOWS.command(
                List.of("C:\\Program Files\\arc\\arcconnect.cmd", "proxy", "--cloud", "C:\\a b\\"));

        assertThat(command).isEqualTo("\"C:\\Program Files\\arc\\arcconnect.cmd\" proxy --cloud \"C:\\a b\\\\\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C:\\100% sure\\x", "a b\"c", "a b\nc"})
    void command_whenCmdWouldReadAnotherWord_thenItIsRefused(String word) {
        assertThatThrownBy(() -> ClientSystem.WINDOWS.command(List.of(word)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private ClientLogin plain() {
        return new ClientLogin(Optional.empty(), Optional.empty(), Optional.empty(), KNOWN, false);
    }

    private static SshConfigText text(ClientLogin login, String program) {
        return new SshConfigText(ClientSystem.POSIX, login, List.of(program), List.of("--port", "2222"));
    }

    private static List<SshHost> hosts(MachineId machine, String user) {
        return SshHost.of(List.of(machine), Optional.of(user));
    }

    private Map<String, List<String>> read(SshConfigText text, MachineId machine, String host) throws Exception {
        Path config = folder.resolve("config");
        Files.writeString(config, text.of(hosts(machine, "ada")));
        return SshG.read(config, host);
    }

    private static List<String> shellWords(String command) throws Exception {
        Process shell = new ProcessBuilder("/bin/sh", "-c", "printf '%s\\n' " + command)
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said.lines().toList();
    }
}
