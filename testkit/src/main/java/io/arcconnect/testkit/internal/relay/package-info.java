/** The emulated Azure Relay and the agents behind it (protocol.md 3). */
@NullMarked
package io.arcconnect.testkit.internal.relay;

import org.jspecify.annotations.NullMarked;
