/** What the library tells whoever observes it: one record per kind of event, printable without a secret. */
@NullMarked
package io.arcconnect.spi.event;

import org.jspecify.annotations.NullMarked;
