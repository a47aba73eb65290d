/** Who has opened what, where, and what of it is still open. */
@NullMarked
package io.arcconnect.testkit.internal.watch;

import org.jspecify.annotations.NullMarked;
