package portal;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who may come in: people who have signed in, and whoever asks whether the portal is well. */
@Configuration
class Security {

    /** Only what is served from here; the terminal draws with styles of its own. */
    private static final String PAGES = "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

    /** Browsers ask for it beside any page; sent to sign in, they would get a session in the sign-in page's place. */
    private static final String ICON = "/favicon.ico";

    @Bean
    SecurityFilterChain filters(HttpSecurity http, People people) throws Exception {
        return http.authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers("/actuator/health/**", ICON)
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .formLogin(Customizer.withDefaults())
                .logout(logout -> logout.addLogoutHandler((request, response, person) -> {
                    if (person != null) {
                        people.signOut(person.getName());
                    }
                }))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(PAGES)))
                .build();
    }

    @Bean
    UserDetailsService users(PortalSettings settings) {
        List<UserDetails> users = settings.people().entrySet().stream()
                .map(person -> User.withUsername(person.getKey())
                        .password(person.getValue())
                        .roles("OPERATOR")
                        .build())
                .toList();
        return new InMemoryUserDetailsManager(users);
    }

    record Csrf(String header, String token) {}

    /** For programs that POST: a page of another origin cannot read the answer. */
    @RestController
    static class CsrfController {

        @GetMapping("/csrf")
        Csrf csrf(CsrfToken token) {
            return new Csrf(token.getHeaderName(), token.getToken());
        }
    }
}
