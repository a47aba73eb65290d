package portal;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.logout.DelegatingServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.SecurityContextServerLogoutHandler;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who may come in: people who have signed in, and whoever asks whether the portal is well. */
@Configuration
class Security {

    /** Only what is served from here; the terminal draws with styles of its own. */
    private static final String PAGES = "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

    /** Browsers ask for it beside any page; sent to sign in, they would get a session in the sign-in page's place. */
    private static final String ICON = "/favicon.ico";

    @Bean
    SecurityWebFilterChain filters(ServerHttpSecurity http, People people) {
        return http.authorizeExchange(requests -> requests.pathMatchers("/actuator/health/**", ICON)
                        .permitAll()
                        .anyExchange()
                        .authenticated())
                .formLogin(Customizer.withDefaults())
                .logout(logout -> logout.logoutHandler(new DelegatingServerLogoutHandler(
                        new SecurityContextServerLogoutHandler(),
                        (exchange, person) -> Mono.fromRunnable(() -> people.signOut(person.getName())))))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(PAGES)))
                .build();
    }

    @Bean
    MapReactiveUserDetailsService users(PortalSettings settings) {
        List<UserDetails> users = settings.people().entrySet().stream()
                .map(person -> User.withUsername(person.getKey())
                        .password(person.getValue())
                        .roles("OPERATOR")
                        .build())
                .toList();
        return new MapReactiveUserDetailsService(users);
    }

    record Csrf(String header, String token) {}

    /** For programs that POST: a page of another origin cannot read the answer. */
    @RestController
    static class CsrfController {

        @GetMapping("/csrf")
        Mono<Csrf> csrf(ServerWebExchange exchange) {
            Mono<CsrfToken> token = exchange.getAttribute(CsrfToken.class.getName());
            return token.map(value -> new Csrf(value.getHeaderName(), value.getToken()));
        }
    }
}
