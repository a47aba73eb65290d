/** What {@code provision} and {@code extensions} do. */
@NullMarked
package io.arcconnect.cli.provision;

import org.jspecify.annotations.NullMarked;
