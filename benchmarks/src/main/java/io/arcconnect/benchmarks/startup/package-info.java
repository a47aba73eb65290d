/** How long a process takes to start. */
@NullMarked
package io.arcconnect.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
