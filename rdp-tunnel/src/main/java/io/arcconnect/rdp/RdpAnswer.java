package io.arcconnect.rdp;

import java.util.Locale;

/** Who answers where a remote desktop was looked for, in words that quote nothing of what was said. */
enum RdpAnswer {
    /** A remote desktop confirmed the connection. */
    DESKTOP("a remote desktop answers on port %d", ""),
    /** The machine's side allows no stream there. */
    PROHIBITED("the machine's policy forbids connections to port %d", "AllowTcpForwarding or PermitOpen of its sshd"),
    /** Nothing listens. */
    NOTHING("nothing listens on port %d", "Remote Desktop is off, or has another port"),
    /** Nobody says whether anything listens. */
    UNANSWERED("the machine does not say whether anything listens on port %d", "a firewall, or its SSH server hangs"),
    /** Something listens and says nothing. */
    SILENCE("whoever listens on port %d says nothing", "the wrong port, or Remote Desktop hangs"),
    /** Something listens and ends the connection without a word. */
    END("whoever listens on port %d ends the connection without a word", "the wrong port, or Remote Desktop hangs"),
    /** Something speaks SSH. */
    SSH("an SSH server answers on port %d", "the wrong port"),
    /** Something speaks RFB. */
    VNC("a VNC server answers on port %d", "the wrong port"),
    /** Something speaks HTTP. */
    HTTP("a web server answers on port %d", "the wrong port"),
    /** Something speaks TLS from the first byte on, which a remote desktop does not. */
    TLS("a TLS server answers on port %d", "the wrong port"),
    /** Something speaks something else. */
    UNKNOWN("something answers on port %d that is no remote desktop", "the wrong port");

    private final String words;
    private final String meaning;

    RdpAnswer(String words, String meaning) {
        this.words = words;
        this.meaning = meaning;
    }

    /** {@return what was found} */
    String on(int port) {
        return words.formatted(port);
    }

    /** {@return why that may be; empty for a desktop} */
    String meaning() {
        return meaning;
    }

    /** {@return the word for the evidence of an error} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
