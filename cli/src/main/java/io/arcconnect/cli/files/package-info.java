/** Copies between this computer and a machine. */
@NullMarked
package io.arcconnect.cli.files;

import org.jspecify.annotations.NullMarked;
