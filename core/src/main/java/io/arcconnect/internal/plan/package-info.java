/** What connecting would change, doing exactly that, and undoing exactly that. */
@NullMarked
package io.arcconnect.internal.plan;

import org.jspecify.annotations.NullMarked;
