/** The cache of relay credentials and the one-time set-up of a service. */
@NullMarked
package io.arcconnect.internal.broker;

import org.jspecify.annotations.NullMarked;
