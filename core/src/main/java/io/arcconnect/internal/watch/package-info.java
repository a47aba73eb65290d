/** What ties events together across the layers of the library. */
@NullMarked
package io.arcconnect.internal.watch;

import org.jspecify.annotations.NullMarked;
