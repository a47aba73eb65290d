/** Azure Arc on loopback for tests: {@link io.arcconnect.testkit.ArcEmulator}, fakes of the ports, and small test tools. */
@NullMarked
package io.arcconnect.testkit;

import org.jspecify.annotations.NullMarked;
