package portal;

import java.security.Principal;
import java.time.Duration;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;

/** Commands over HTTP. Spring MVC and WebFlux both stream the lines, and both cancel when the client has gone. */
@RestController
class ExecController {

    private final PortalSettings settings;
    private final Commands commands;

    ExecController(PortalSettings settings, Commands commands) {
        this.settings = settings;
        this.commands = commands;
    }

    /** {@code seconds} may be left out. */
    record ExecRequest(String command, Integer seconds) {}

    @GetMapping("/machines")
    Set<String> machines() {
        return settings.machines().keySet();
    }

    /** A GET must be harmless, so it runs only what the settings name. */
    @GetMapping(path = "/machines/{machine}/exec/{check}", produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<ExecLine> check(Principal person, @PathVariable String machine, @PathVariable String check) {
        return commands.run(
                person.getName(), settings.machine(machine), settings.check(check), settings.longestCommand());
    }

    /** Anything else is a POST, which needs the token against cross-site requests as well. */
    @PostMapping(path = "/machines/{machine}/exec", produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<ExecLine> exec(Principal person, @PathVariable String machine, @RequestBody ExecRequest request) {
        Duration deadline =
                request.seconds() == null ? settings.longestCommand() : Duration.ofSeconds(request.seconds());
        if (request.command() == null
                || request.command().isBlank()
                || deadline.isNegative()
                || deadline.isZero()
                || deadline.compareTo(settings.longestCommand()) > 0) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "a command, and seconds up to the longest deadline");
        }
        return commands.run(person.getName(), settings.machine(machine), request.command(), deadline);
    }
}
