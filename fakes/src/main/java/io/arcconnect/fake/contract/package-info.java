/** What any implementation of a session must do: interfaces of tests, which each implementor runs on its own. */
@NullMarked
package io.arcconnect.fake.contract;

import org.jspecify.annotations.NullMarked;
