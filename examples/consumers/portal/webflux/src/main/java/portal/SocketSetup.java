package portal;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Where the terminals are. */
@Configuration
class SocketSetup {

    /** WebFlux looks at no Origin by itself: an empty CORS configuration refuses pages of every other origin. */
    @Bean
    SimpleUrlHandlerMapping terminalMapping(TerminalHandler terminals) {
        String pattern = "/machines/*/terminal";
        SimpleUrlHandlerMapping mapping =
                new SimpleUrlHandlerMapping(Map.of(pattern, terminals), Ordered.HIGHEST_PRECEDENCE);
        mapping.setCorsConfigurations(Map.of(pattern, new CorsConfiguration()));
        return mapping;
    }
}
