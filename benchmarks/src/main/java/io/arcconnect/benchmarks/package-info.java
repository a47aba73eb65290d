/** Whole-path measurements beside other programs, in one run, interleaved. */
@NullMarked
package io.arcconnect.benchmarks;

import org.jspecify.annotations.NullMarked;
