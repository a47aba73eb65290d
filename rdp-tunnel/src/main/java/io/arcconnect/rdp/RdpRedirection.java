package io.arcconnect.rdp;

/**
 * What of this computer a remote desktop may be shown. The names and values of the settings are those of Microsoft's
 * "Supported RDP properties" (documented); FreeRDP knows those that it has a counterpart for.
 */
public enum RdpRedirection {
    /** The clipboard, both ways: what is copied here can be read there. */
    CLIPBOARD("redirectclipboard"),
    /** All drives, those that are plugged in later too. */
    DRIVES("drivestoredirect", 's', "*", ""),
    /** Printers. */
    PRINTERS("redirectprinters"),
    /** Smart cards. */
    SMART_CARDS("redirectsmartcards"),
    /** Serial ports. */
    SERIAL_PORTS("redirectcomports"),
    /** Devices at a point of sale; not among Microsoft's documented properties any more, still written by mstsc. */
    POINT_OF_SALE("redirectposdevices"),
    /** USB devices that no other redirection covers. */
    USB_DEVICES("usbdevicestoredirect", 's', "*", ""),
    /** Devices for media and pictures (MTP, PTP), such as a camera's memory. */
    MEDIA_DEVICES("devicestoredirect", 's', "*", ""),
    /** Cameras. */
    CAMERAS("camerastoredirect", 's', "*", ""),
    /** The microphone. */
    MICROPHONE("audiocapturemode"),
    /** The machine's sound, played here. */
    SOUND("audiomode", 'i', "0", "2"),
    /** Security keys and Windows Hello, asked from there. */
    WEB_AUTHN("redirectwebauthn"),
    /** Where this computer is. */
    LOCATION("redirectlocation");

    private final String setting;
    private final char type;
    private final String on;
    private final String off;

    RdpRedirection(String setting) {
        this(setting, 'i', "1", "0");
    }

    RdpRedirection(String setting, char type, String on, String off) {
        this.setting = setting;
        this.type = type;
        this.on = on;
        this.off = off;
    }

    RdpLines put(RdpLines lines, boolean isOn) {
        // An older name for drives, which FreeRDP still reads.
        RdpLines rest = this == DRIVES ? lines.without("redirectdrives") : lines;
        return rest.with(setting, type, isOn ? on : off);
    }

    /** Whether the lines switch it on for all there is: what names some devices must not become all of them elsewhere. */
    boolean isWhollyOn(RdpLines lines) {
        return lines.value(setting).map(String::strip).filter(on::equals).isPresent();
    }

    /** Whether the lines switch it on, wholly or for some devices. */
    boolean isOn(RdpLines lines) {
        return lines.value(setting)
                .map(String::strip)
                .map(value -> type == 's' ? !value.isEmpty() : value.equals(on))
                .orElse(false);
    }
}
