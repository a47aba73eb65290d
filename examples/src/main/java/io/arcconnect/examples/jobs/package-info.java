/** One file per job, as the README and docs/jobs.md show it. */
@NullMarked
package io.arcconnect.examples.jobs;

import org.jspecify.annotations.NullMarked;
