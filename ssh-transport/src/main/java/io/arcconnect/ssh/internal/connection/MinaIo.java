package io.arcconnect.ssh.internal.connection;

import org.apache.sshd.common.Factory;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.IoServiceFactoryFactory;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.jspecify.annotations.Nullable;

/** Gives MINA no I/O but {@link MinaConnector}: no sockets, no acceptors, no threads. */
final class MinaIo implements IoServiceFactoryFactory {

    @Override
    public IoServiceFactory create(FactoryManager manager) {
        return new Services();
    }

    @Override
    public void setExecutorServiceFactory(Factory<CloseableExecutorService> factory) {
        // Nothing here runs on threads of its own.
    }

    private static final class Services extends AbstractCloseable implements IoServiceFactory {

        private @Nullable IoServiceEventListener listener;

        @Override
        public IoConnector createConnector(IoHandler handler) {
            return new MinaConnector(handler);
        }

        @Override
        public IoAcceptor createAcceptor(IoHandler handler) {
            throw new UnsupportedOperationException("local ports are bound by the LocalListener port, not by MINA");
        }

        @Override
        public @Nullable IoServiceEventListener getIoServiceEventListener() {
            return listener;
        }

        @Override
        public void setIoServiceEventListener(IoServiceEventListener newListener) {
            listener = newListener;
        }
    }
}
