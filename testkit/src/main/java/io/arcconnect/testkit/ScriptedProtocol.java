package io.arcconnect.testkit;

import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Protocol;

/**
 * A protocol whose sessions are a script and need no machine: a {@link FakeMachine} opens it by itself, over a {@link
 * FakeRoute} that dials nothing. Implement it to have the same for a protocol of your own.
 *
 * @param <S> the session
 */
public interface ScriptedProtocol<S extends AsyncCloseable> extends Protocol<S> {}
