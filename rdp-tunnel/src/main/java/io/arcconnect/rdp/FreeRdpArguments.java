package io.arcconnect.rdp;

import java.util.ArrayList;
import java.util.List;

/**
 * What an {@code .rdp} file says, as FreeRDP's command line says it. Only what versions 2.1 to 3 understand alike
 * (observed with 2.11, documented for 3: client/common/cmdline.h): no {@code /cert-ignore}, which 3 dropped, and nothing
 * about a gateway, whose options differ and which is not used unless one is named.
 */
final class FreeRdpArguments {

    private FreeRdpArguments() {}

    /** Everything, for a client that gets no file. */
    static List<String> of(RdpLines lines) {
        List<String> arguments = new ArrayList<>();
        arguments.add("/v:"
                + lines.value("full address")
                        .orElseThrow(
                                () -> new IllegalStateException("the .rdp file has no address yet: withAddress(…)")));
        lines.value("username").filter(user -> !user.isBlank()).ifPresent(user -> arguments.add("/u:" + user));
        lines.value("domain").filter(domain -> !domain.isBlank()).ifPresent(domain -> arguments.add("/d:" + domain));
        arguments.add(RdpRedirection.CLIPBOARD.isOn(lines) ? "+clipboard" : "-clipboard");
        add(arguments, RdpRedirection.DRIVES.isWhollyOn(lines), "+drives");
        add(arguments, RdpRedirection.PRINTERS.isOn(lines), "/printer");
        add(arguments, RdpRedirection.SMART_CARDS.isOn(lines), "/smartcard");
        add(arguments, RdpRedirection.MICROPHONE.isOn(lines), "/microphone");
        add(arguments, RdpRedirection.SOUND.isOn(lines), "/sound");
        add(arguments, lines.is("screen mode id", 2), "/f");
        add(arguments, lines.is("use multimon", 1), "/multimon");
        lines.value("selectedmonitors")
                .filter(monitors -> monitors.matches("\\d{1,2}(,\\d{1,2})*"))
                .ifPresent(monitors -> arguments.add("/monitors:" + monitors));
        if (lines.number("desktopwidth").isPresent()
                && lines.number("desktopheight").isPresent()) {
            arguments.add("/size:" + lines.number("desktopwidth").getAsInt() + "x"
                    + lines.number("desktopheight").getAsInt());
        }
        add(arguments, lines.is("smart sizing", 1), "/smart-sizing");
        add(arguments, lines.is("autoreconnection enabled", 1), "+auto-reconnect");
        arguments.addAll(besideTheFile(lines));
        return List.copyOf(arguments);
    }

    /** What FreeRDP 2 does not read from a file, though it is there. */
    static List<String> besideTheFile(RdpLines lines) {
        List<String> arguments = new ArrayList<>();
        add(arguments, CertificateCheck.NOT_CHECKED.isIn(lines), "/cert:ignore");
        add(arguments, CertificateCheck.REQUIRED.isIn(lines), "/cert:deny");
        // FreeRDP refuses the two together.
        add(arguments, lines.is("dynamic resolution", 1) && !lines.is("smart sizing", 1), "/dynamic-resolution");
        add(arguments, RdpRedirection.USB_DEVICES.isWhollyOn(lines), "/usb:auto");
        return List.copyOf(arguments);
    }

    private static void add(List<String> arguments, boolean wanted, String argument) {
        if (wanted) {
            arguments.add(argument);
        }
    }
}
