/** One command on many machines: which, how they go on, and what became of them. */
@NullMarked
package io.arcconnect.cli.fleet;

import org.jspecify.annotations.NullMarked;
