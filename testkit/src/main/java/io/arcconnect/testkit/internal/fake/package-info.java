/** What fakes were told to answer, and what they were asked. */
@NullMarked
package io.arcconnect.testkit.internal.fake;

import org.jspecify.annotations.NullMarked;
