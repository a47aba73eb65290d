/** The idempotent installation of extensions. */
@NullMarked
package io.arcconnect.internal.provision;

import org.jspecify.annotations.NullMarked;
