/** Threads, TLS and connections of one {@code ArcConnect}, and local ports. */
@NullMarked
package io.arcconnect.internal.net;

import org.jspecify.annotations.NullMarked;
