/** SFTP version 3 over any byte stream: a pure codec, an asynchronous channel, remote files, and transfers of files and trees. */
@NullMarked
package io.arcconnect.ssh.internal.sftp;

import org.jspecify.annotations.NullMarked;
