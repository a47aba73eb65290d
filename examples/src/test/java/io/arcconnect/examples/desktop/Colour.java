package io.arcconnect.examples.desktop;

/**
 * A colour that nothing else on a screen has.
 *
 * @param rgb red, green and blue, eight bits each
 */
record Colour(int rgb) {

    static final Colour BLUE = new Colour(0x204060);
    static final Colour PLUM = new Colour(0x602050);

    /** {@return the name that X knows it by} */
    String name() {
        return String.format("#%06x", rgb);
    }
}
