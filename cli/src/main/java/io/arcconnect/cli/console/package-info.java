/** What a person sees and is asked. */
@NullMarked
package io.arcconnect.cli.console;

import org.jspecify.annotations.NullMarked;
