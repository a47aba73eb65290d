/** Sessions by script, in memory: {@link io.arcconnect.fake.FakeSsh} and its like, for tests without a machine. */
@NullMarked
package io.arcconnect.fake;

import org.jspecify.annotations.NullMarked;
