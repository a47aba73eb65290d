/** Mixed work with random faults for as long as wanted, and whether memory, threads and descriptors stay where they were. */
@NullMarked
package io.arcconnect.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
