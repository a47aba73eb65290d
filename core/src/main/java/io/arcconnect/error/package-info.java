/** What can go wrong, each with a stable code, the machine, the stage and a remedy. */
@NullMarked
package io.arcconnect.error;

import org.jspecify.annotations.NullMarked;
