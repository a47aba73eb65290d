/** The command language of OpenSSH's sftp. */
@NullMarked
package io.arcconnect.cli.sftp;

import org.jspecify.annotations.NullMarked;
