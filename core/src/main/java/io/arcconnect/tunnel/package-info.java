/** Local ports that lead to a machine: who may connect to them, and what they carry. */
@NullMarked
package io.arcconnect.tunnel;

import org.jspecify.annotations.NullMarked;
