/**
 * Local ports that lead to a machine: who may connect to them, and what they carry.
 *
 * <ul>
 *   <li>{@link io.arcconnect.tunnel.Tunnel} describes one over any {@code Protocol} whose sessions open streams, and opens a
 *       {@link io.arcconnect.tunnel.LocalPort}; {@link io.arcconnect.tunnel.LocalAccess} decides who may connect.
 *   <li>For what is not a port of the machine: {@link io.arcconnect.tunnel.TunnelTarget} carries each connection over the
 *       {@link io.arcconnect.tunnel.CurrentSession}, and {@link io.arcconnect.tunnel.TunnelProbe} tries it first.
 *   <li>For protocols that have words and ports of their own, such as SSH's forwards: {@link io.arcconnect.tunnel.TunnelOwner},
 *       {@link io.arcconnect.tunnel.Traffic}, {@link io.arcconnect.tunnel.JoinedEnds}.
 * </ul>
 */
@NullMarked
package io.arcconnect.tunnel;

import org.jspecify.annotations.NullMarked;
