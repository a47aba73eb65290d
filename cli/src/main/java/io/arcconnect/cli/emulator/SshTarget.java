package io.arcconnect.cli.emulator;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An SSH server of this computer that answers for emulated machines.
 *
 * @param machine whose; empty for all Linux machines
 * @param address where it listens
 */
record SshTarget(String machine, InetSocketAddress address) {

    private static final Pattern FORM =
            Pattern.compile("(?:(?<machine>[a-zA-Z0-9\\-_.]{1,54})=)?(?<host>[^=\\s]+):(?<port>[0-9]{1,5})");

    static SshTarget parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "--ssh is HOST:PORT or MACHINE=HOST:PORT, got \"" + text.replaceAll("\\p{Cntrl}", "?") + '"');
        }
        try {
            InetAddress host = InetAddress.getByName(form.group("host"));
            if (!host.isLoopbackAddress()) {
                throw new IllegalArgumentException("--ssh must be on this computer (127.0.0.1), got " + text);
            }
            String machine = form.group("machine");
            return new SshTarget(
                    machine == null ? "" : machine, new InetSocketAddress(host, Integer.parseInt(form.group("port"))));
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("--ssh: no such host: " + text, unknown);
        }
    }

    boolean isFor(MachineWish wish) {
        return machine.isEmpty() ? !wish.windows() : machine.equals(wish.name());
    }
}
