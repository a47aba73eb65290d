/** Runs scripts through the agent: PUT, follow, explain, and take away again. */
@NullMarked
package io.arcconnect.internal.runcommand;

import org.jspecify.annotations.NullMarked;
