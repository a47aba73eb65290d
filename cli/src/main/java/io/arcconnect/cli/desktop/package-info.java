/** Remote desktops, for every command that opens one. */
@NullMarked
package io.arcconnect.cli.desktop;

import org.jspecify.annotations.NullMarked;
