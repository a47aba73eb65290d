/** The emulated Azure Resource Manager (protocol.md 1 and 2). */
@NullMarked
package io.arcconnect.testkit.internal.arm;

import org.jspecify.annotations.NullMarked;
