package io.arcconnect.examples.network;

import com.azure.core.http.ProxyOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A real proxy on a free loopback port, run as a child with a configuration of its own in a directory that is thrown away. */
final class RealProxy implements AutoCloseable {

    static final String USER = "ada";
    static final String PASSWORD = "pr0xy-pass-7Zq";

    private static final Path TINYPROXY = Path.of("/usr/bin/tinyproxy");
    private static final Path SQUID = Path.of("/usr/sbin/squid");

    private final int port;
    private final Path log;
    private final Process process;

    private RealProxy(int port, Path log, Process process) {
        this.port = port;
        this.log = log;
        this.process = process;
    }

    /** Starts tinyproxy, which answers 407 in HTTP/1.0 and hangs up; skips the test where it is not installed. */
    static RealProxy tinyproxy(Path directory, String... options) throws Exception {
        assume(TINYPROXY);
        int port = freePort();
        Path log = directory.resolve("tinyproxy.log");
        List<String> config = new ArrayList<>(List.of(
                "Port " + port,
                "Listen 127.0.0.1",
                "Allow 127.0.0.1",
                "MaxClients 50",
                "Timeout 60",
                "LogLevel Connect",
                "LogFile \"" + log + "\""));
        config.addAll(List.of(options));
        Path file = Files.write(directory.resolve("tinyproxy.conf"), config);
        return started(port, log, TINYPROXY.toString(), "-d", "-c", file.toString());
    }

    /** The option that makes tinyproxy ask for {@link #USER} and {@link #PASSWORD}. */
    static String basicAuth() {
        return "BasicAuth " + USER + " " + PASSWORD;
    }

    /** Starts squid, which keeps the connection after 407; skips the test where it is not installed. */
    static RealProxy squid(Path directory, String... options) throws Exception {
        assume(SQUID);
        // Started by root it works as another user, who writes its log there.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        int port = freePort();
        Path log = directory.resolve("access.log");
        List<String> config = new ArrayList<>(List.of(
                "http_port 127.0.0.1:" + port,
                "pid_filename none",
                "cache deny all",
                "memory_pools off",
                "coredump_dir none",
                "shutdown_lifetime 0 seconds",
                "logfile_rotate 0",
                "netdb_filename none",
                "pinger_enable off",
                "via off",
                "dns_nameservers 127.0.0.1",
                "access_log stdio:" + log,
                "cache_log " + directory.resolve("cache.log")));
        config.addAll(List.of(options));
        Path file = Files.write(directory.resolve("squid.conf"), config);
        return started(
                port,
                directory.resolve("cache.log"),
                SQUID.toString(),
                "-N",
                "-n",
                "arc" + port,
                "-f",
                file.toString());
    }

    /** The options that make squid ask for {@link #USER} with a helper that knows {@link #PASSWORD}. */
    static String[] basicLogin(Path directory) throws IOException {
        Path helper = Files.writeString(
                directory.resolve("helper.sh"),
                "while read -r user password; do\n"
                        + "  if [ \"$user $password\" = 'ada pr0xy-pass-7Zq' ]; then echo OK; else echo ERR; fi\n"
                        + "done\n");
        return new String[] {
            "auth_param basic program /bin/sh " + helper,
            "auth_param basic children 1",
            "auth_param basic realm arc",
            "acl users proxy_auth REQUIRED",
            "http_access allow users",
            "http_access deny all"
        };
    }

    /** The options that make squid ask for {@link #USER} with Digest. */
    static String[] digestLogin(Path directory) throws IOException {
        Path passwords = Files.writeString(directory.resolve("digest"), USER + ":" + PASSWORD + "\n");
        return new String[] {
            "auth_param digest program /usr/lib/squid/digest_file_auth " + passwords,
            "auth_param digest children 1",
            "auth_param digest realm arc",
            "acl users proxy_auth REQUIRED",
            "http_access allow users",
            "http_access deny all"
        };
    }

    /** The options that make squid offer NTLM and nothing else. */
    static String[] ntlmLogin() {
        return new String[] {
            "auth_param ntlm program /usr/lib/squid/ntlm_fake_auth",
            "auth_param ntlm children 1",
            "acl users proxy_auth REQUIRED",
            "http_access allow users",
            "http_access deny all"
        };
    }

    private static void assume(Path program) {
        Assumptions.assumeTrue(Files.isExecutable(program), () -> "skipped: " + program + " is not installed");
    }

    private static RealProxy started(int port, Path log, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        RealProxy proxy = new RealProxy(port, log, process);
        proxy.awaitListening();
        return proxy;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitListening() throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < deadline) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return;
            } catch (IOException notYet) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        }
        close();
        throw new IllegalStateException("the proxy did not start: " + log());
    }

    int port() {
        return port;
    }

    /** {@return the options that name it} */
    ProxyOptions options() {
        return new ProxyOptions(ProxyOptions.Type.HTTP, new InetSocketAddress("127.0.0.1", port));
    }

    /** {@return what it has written so far} */
    String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> helpers = process.descendants().toList();
        process.destroyForcibly();
        helpers.forEach(ProcessHandle::destroyForcibly);
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
