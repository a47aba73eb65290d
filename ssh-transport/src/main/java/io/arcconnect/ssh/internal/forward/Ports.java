package io.arcconnect.ssh.internal.forward;

/** Numbers of TCP ports. */
public final class Ports {

    private Ports() {}

    /** {@return the port, if it is at least the lowest that makes sense} */
    public static int inRange(int port, int lowest) {
        if (port < lowest || port > 65_535) {
            throw new IllegalArgumentException("port must be " + lowest + " to 65535, got " + port);
        }
        return port;
    }
}
