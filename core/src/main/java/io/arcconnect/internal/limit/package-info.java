/** How many relay connections are open at a time. */
@NullMarked
package io.arcconnect.internal.limit;

import org.jspecify.annotations.NullMarked;
