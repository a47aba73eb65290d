/** One file per job, as the README shows it. */
@NullMarked
package io.arcconnect.examples.jobs;

import org.jspecify.annotations.NullMarked;
