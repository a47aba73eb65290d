/** What any implementation of a port must do: interfaces of tests, which each implementor runs on its own. */
@NullMarked
package io.arcconnect.testkit.contract;

import org.jspecify.annotations.NullMarked;
