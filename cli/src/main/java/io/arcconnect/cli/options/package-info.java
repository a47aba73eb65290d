/** Options that several sub-commands share. */
@NullMarked
package io.arcconnect.cli.options;

import org.jspecify.annotations.NullMarked;
