package portal;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/** Where the terminals are. Spring lets pages of the same origin in and refuses others, unless they are named here. */
@Configuration
@EnableWebSocket
class SocketSetup implements WebSocketConfigurer {

    private static final int LARGEST_FRAME = 64 * 1024;

    private final TerminalHandler terminals;

    SocketSetup(TerminalHandler terminals) {
        this.terminals = terminals;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(terminals, "/machines/*/terminal");
    }

    @Bean
    ServletServerContainerFactoryBean frames() {
        ServletServerContainerFactoryBean container = new ServletServerContainerFactoryBean();
        container.setMaxBinaryMessageBufferSize(LARGEST_FRAME);
        container.setMaxTextMessageBufferSize(LARGEST_FRAME);
        return container;
    }
}
