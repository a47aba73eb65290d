/** How many may do a thing at a time, and who waits in line: relay connections, and looks at who connects to a tunnel. */
@NullMarked
package io.arcconnect.internal.limit;

import org.jspecify.annotations.NullMarked;
