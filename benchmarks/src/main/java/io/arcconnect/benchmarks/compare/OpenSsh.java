package io.arcconnect.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** OpenSSH's programs, a process for each go: straight to the server, or through a proxy command on the relay. */
final class OpenSsh implements Contestant {

    private static final AtomicInteger SOCKETS = new AtomicInteger();

    private final String name;
    private final Set<Discipline> disciplines;
    private final Site site;
    private final String options;
    private final int targetPort;
    private final Optional<ProxyCommand> proxy;
    private Optional<SshForward> forward = Optional.empty();
    private Optional<SshMaster> master = Optional.empty();

    /**
     * Makes one.
     *
     * @param name for the table
     * @param disciplines what it is there for
     * @param site what it connects to
     * @param cipher as {@code -c} wants it
     * @param targetPort on the machine, for forwards
     * @param proxy what carries its bytes, empty for none
     */
    OpenSsh(
            String name,
            Set<Discipline> disciplines,
            Site site,
            String cipher,
            int targetPort,
            Optional<ProxyCommand> proxy) {
        this.name = name;
        this.disciplines = disciplines;
        this.site = site;
        this.targetPort = targetPort;
        this.proxy = proxy;
        this.options = options(site, cipher)
                + proxy.map(command -> "-o ProxyCommand=" + command.script() + " ")
                        .orElse("");
    }

    /** {@return what every program of OpenSSH is told, blanks around it} */
    static String options(Site site, String cipher) {
        return " -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
                + " -o IdentitiesOnly=yes -o PreferredAuthentications=publickey -c " + cipher + " -i " + site.userKey()
                + " -o Port=" + site.port() + " ";
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean enters(Discipline discipline) {
        return disciplines.contains(discipline);
    }

    @Override
    public Reading compete(Discipline discipline, int amount) throws IOException, InterruptedException {
        String ssh = "ssh" + options + site.user() + "@127.0.0.1 ";
        Path source = Payload.source(site, amount);
        Payload.clear(site);
        Reading reading = switch (discipline) {
            case EXEC_DOWN, CHACHA_DOWN -> timed(ssh + "'" + Payload.sender(amount) + "' >/dev/null", amount, 1);
            case EXEC_UP, CHACHA_UP -> timed(ssh + "'" + Payload.counting(amount) + "' <" + source, amount, 1);
            case SFTP_GET -> timed(sftp("get " + source + " " + Payload.back(site)), amount, 1);
            case SFTP_PUT -> timed(sftp("put " + source + " " + Payload.there(site)), amount, 1);
            case SMALL_FILES_DOWN, SMALL_FILES_UP -> throw new IOException(discipline.key() + " is for SshTree");
            case CONNECT, COLD -> timed(repeated(ssh + "true </dev/null", amount), amount, amount);
            case SECOND, FAR50_DOWN, FAR50_UP, FAR150_DOWN, FAR150_UP -> onOpenSession(discipline, amount);
            case FORWARD_DOWN, FORWARD_UP, RDP_DOWN, RDP_UP -> {
                SshForward through = forwarding();
                yield new PortClient(through.port(), through.process().toHandle(), amount).compete(discipline);
            }
        };
        Payload.check(discipline, site, amount);
        return reading;
    }

    private String sftp(String batch) {
        return "echo '" + batch + "' | sftp -q -b -" + options + site.user() + "@127.0.0.1 >/dev/null";
    }

    static String repeated(String command, int times) {
        return "for ((i = 0; i < " + times + "; i++)); do " + command + " || exit; done";
    }

    private Reading timed(String line, int amount, int processes) throws IOException, InterruptedException {
        TimedScript script = TimedScript.run(line);
        double proxied = proxy.isPresent() ? proxy.get().cpuSeconds(processes) : 0;
        return new Reading(amount, script.wallSeconds(), script.cpuSeconds() + proxied);
    }

    /** The first process keeps the connection, and gets the files of those that come after it. */
    private Reading onOpenSession(Discipline discipline, int amount) throws IOException, InterruptedException {
        if (master.isEmpty()) {
            Path socket = site.directory().resolve("master-" + SOCKETS.incrementAndGet());
            master = Optional.of(SshMaster.start("ssh" + options, socket, site.user()));
        }
        String ssh = master.get().command();
        String line = discipline.isTimed()
                ? repeated(ssh + "true </dev/null", amount)
                : discipline.isUpload()
                        ? ssh + "'" + Payload.counting(amount) + "' <" + Payload.source(site, amount)
                        : ssh + "'" + Payload.sender(amount) + "' >/dev/null";
        double before = CpuTime.of(master.get().process().toHandle());
        TimedScript script = TimedScript.run(line);
        double kept = CpuTime.of(master.get().process().toHandle()) - before;
        return new Reading(amount, script.wallSeconds(), script.cpuSeconds() + kept);
    }

    private SshForward forwarding() throws IOException, InterruptedException {
        if (forward.isEmpty()) {
            forward = Optional.of(SshForward.start("ssh" + options, site.user(), targetPort));
        }
        return forward.get();
    }

    @Override
    public void close() {
        forward.ifPresent(SshForward::close);
        master.ifPresent(SshMaster::close);
    }
}
