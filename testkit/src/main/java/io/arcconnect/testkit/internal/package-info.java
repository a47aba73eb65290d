/** What the emulated cloud remembers: machines, keys, hybrid connections, armed faults. */
@NullMarked
package io.arcconnect.testkit.internal;

import org.jspecify.annotations.NullMarked;
