/** What a target of the fuzzers is; the targets are tests. */
@NullMarked
package io.arcconnect.fuzz;

import org.jspecify.annotations.NullMarked;
