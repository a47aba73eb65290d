/** From an open stream to a session that is logged in, and what is done on it; or a look at what is wrong. */
@NullMarked
package io.arcconnect.ssh.internal.session;

import org.jspecify.annotations.NullMarked;
