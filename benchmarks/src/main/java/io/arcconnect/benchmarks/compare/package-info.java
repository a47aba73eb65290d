/** Whole-path measurements beside other programs, in one run, interleaved: what {@code benchmarks/compare} runs. */
@NullMarked
package io.arcconnect.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
