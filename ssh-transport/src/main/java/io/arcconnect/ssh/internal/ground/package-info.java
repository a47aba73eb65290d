/** What everything over a session stands on: the threads that call users, and who is told what is done. */
@NullMarked
package io.arcconnect.ssh.internal.ground;

import org.jspecify.annotations.NullMarked;
