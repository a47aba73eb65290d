/** SFTP's and SCP's engines as users see them: our errors, the users' threads, reports, progress. */
@NullMarked
package io.arcconnect.ssh.internal.files;

import org.jspecify.annotations.NullMarked;
