/** How a sub-command runs and ends. */
@NullMarked
package io.arcconnect.cli.run;

import org.jspecify.annotations.NullMarked;
