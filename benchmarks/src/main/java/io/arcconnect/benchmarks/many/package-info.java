/** What thousands of sessions and machines cost. */
@NullMarked
package io.arcconnect.benchmarks.many;

import org.jspecify.annotations.NullMarked;
