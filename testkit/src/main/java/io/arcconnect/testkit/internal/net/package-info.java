/** The emulator's certificate authority, event loops and front door. */
@NullMarked
package io.arcconnect.testkit.internal.net;

import org.jspecify.annotations.NullMarked;
