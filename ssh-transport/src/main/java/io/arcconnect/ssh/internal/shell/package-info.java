/** How shells read a line: quoting, preparation and what a prepared command says of itself. Pure text, without any library. */
@NullMarked
package io.arcconnect.ssh.internal.shell;

import org.jspecify.annotations.NullMarked;
