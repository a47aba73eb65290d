package io.arcconnect.ssh;

/** Numbers of TCP ports. */
final class Ports {

    private Ports() {}

    /** {@return the port, if it is at least the lowest that makes sense} */
    static int inRange(int port, int lowest) {
        if (port < lowest || port > 65_535) {
            throw new IllegalArgumentException("port must be " + lowest + " to 65535, got " + port);
        }
        return port;
    }
}
