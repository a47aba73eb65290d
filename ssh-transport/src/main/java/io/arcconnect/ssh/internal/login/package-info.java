/** A login: the identities in their order, each asked what it can offer, over a dialogue of packets. Knows no MINA. */
@NullMarked
package io.arcconnect.ssh.internal.login;

import org.jspecify.annotations.NullMarked;
