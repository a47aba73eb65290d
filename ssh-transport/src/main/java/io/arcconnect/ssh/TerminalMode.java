package io.arcconnect.ssh;

/**
 * What a terminal does with bytes on their way: the opcodes of RFC 4254, section 8, and of RFC 8160. A character takes the
 * code of a key, with 255 for none; a switch takes 1 or 0; a speed takes bits a second. A server ignores what it does not
 * know, and Windows knows none.
 */
public enum TerminalMode {
    /** Character: interrupts, usually Ctrl-C. */
    VINTR(1),
    /** Character: quits, usually Ctrl-\. */
    VQUIT(2),
    /** Character: erases the one before. */
    VERASE(3),
    /** Character: erases the line. */
    VKILL(4),
    /** Character: ends the input, usually Ctrl-D. */
    VEOF(5),
    /** Character: ends a line besides the line feed. */
    VEOL(6),
    /** Character: ends a line as well. */
    VEOL2(7),
    /** Character: continues output, usually Ctrl-Q. */
    VSTART(8),
    /** Character: pauses output, usually Ctrl-S. */
    VSTOP(9),
    /** Character: suspends the program, usually Ctrl-Z. */
    VSUSP(10),
    /** Character: suspends it when it reads. */
    VDSUSP(11),
    /** Character: prints the line again. */
    VREPRINT(12),
    /** Character: erases a word. */
    VWERASE(13),
    /** Character: takes the next one as it is. */
    VLNEXT(14),
    /** Character: flushes output. */
    VFLUSH(15),
    /** Character: switches to another layer. */
    VSWTCH(16),
    /** Character: prints the status. */
    VSTATUS(17),
    /** Character: discards output until typed again. */
    VDISCARD(18),
    /** Switch: ignores parity errors. */
    IGNPAR(30),
    /** Switch: marks parity errors. */
    PARMRK(31),
    /** Switch: checks parity. */
    INPCK(32),
    /** Switch: strips the eighth bit. */
    ISTRIP(33),
    /** Switch: reads a line feed as a carriage return. */
    INLCR(34),
    /** Switch: ignores carriage returns. */
    IGNCR(35),
    /** Switch: reads a carriage return, which is what Enter sends, as a line feed. */
    ICRNL(36),
    /** Switch: reads upper case as lower case. */
    IUCLC(37),
    /** Switch: obeys {@link #VSTOP} and {@link #VSTART}. */
    IXON(38),
    /** Switch: any character continues output. */
    IXANY(39),
    /** Switch: asks the other side to pause. */
    IXOFF(40),
    /** Switch: rings when the input is full. */
    IMAXBEL(41),
    /** Switch: erases whole UTF-8 characters (RFC 8160). */
    IUTF8(42),
    /** Switch: makes signals of {@link #VINTR}, {@link #VQUIT} and {@link #VSUSP}. */
    ISIG(50),
    /** Switch: hands over whole lines, which may be edited. */
    ICANON(51),
    /** Switch: upper case with a backslash. */
    XCASE(52),
    /** Switch: echoes what is typed. */
    ECHO(53),
    /** Switch: erases on the screen as well. */
    ECHOE(54),
    /** Switch: starts a new line after {@link #VKILL}. */
    ECHOK(55),
    /** Switch: echoes a line feed even without {@link #ECHO}. */
    ECHONL(56),
    /** Switch: keeps queues when a signal comes. */
    NOFLSH(57),
    /** Switch: stops a background program that writes. */
    TOSTOP(58),
    /** Switch: allows {@link #VLNEXT}, {@link #VREPRINT} and {@link #VWERASE}. */
    IEXTEN(59),
    /** Switch: echoes control characters as {@code ^C}. */
    ECHOCTL(60),
    /** Switch: erases a killed line on the screen. */
    ECHOKE(61),
    /** Switch: reads again what is pending. */
    PENDIN(62),
    /** Switch: changes output at all, as the following say. */
    OPOST(70),
    /** Switch: writes lower case as upper case. */
    OLCUC(71),
    /** Switch: writes a line feed as carriage return and line feed. */
    ONLCR(72),
    /** Switch: writes a carriage return as a line feed. */
    OCRNL(73),
    /** Switch: writes no carriage return in column 0. */
    ONOCR(74),
    /** Switch: a line feed returns the carriage. */
    ONLRET(75),
    /** Switch: seven bits. */
    CS7(90),
    /** Switch: eight bits. */
    CS8(91),
    /** Switch: parity. */
    PARENB(92),
    /** Switch: odd parity. */
    PARODD(93),
    /** Speed of the input. */
    ISPEED(128),
    /** Speed of the output. */
    OSPEED(129);

    private final int opcode;

    TerminalMode(int opcode) {
        this.opcode = opcode;
    }

    /** {@return the number on the wire} */
    public int opcode() {
        return opcode;
    }
}
