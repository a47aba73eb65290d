/** Finding machines by name. */
@NullMarked
package io.arcconnect.internal.discovery;

import org.jspecify.annotations.NullMarked;
