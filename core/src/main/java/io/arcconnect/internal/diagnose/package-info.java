/** What is wrong on the way to a machine: small looks, in order, none of which writes. */
@NullMarked
package io.arcconnect.internal.diagnose;

import org.jspecify.annotations.NullMarked;
