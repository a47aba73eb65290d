/** Keeps calls within a rate: token buckets, and the fair queue in front of them. */
@NullMarked
package io.arcconnect.internal.pace;

import org.jspecify.annotations.NullMarked;
