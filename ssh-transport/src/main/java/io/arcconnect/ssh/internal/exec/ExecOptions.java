package io.arcconnect.ssh.internal.exec;

import io.arcconnect.model.Secret;
import io.arcconnect.ssh.OutputLimit;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a command has beside its text. */
public record ExecOptions(
        Map<String, String> variables,
        Map<String, Secret> secrets,
        Optional<String> directory,
        Optional<Duration> timeout,
        Optional<OutputLimit> limit,
        Optional<Charset> charset,
        Optional<SudoSpec> sudo,
        Optional<OutputWatch> watch) {

    public static final ExecOptions NONE = new ExecOptions(
            Map.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public ExecOptions withVariable(String name, String value) {
        return new ExecOptions(
                with(variables, name, value), without(secrets, name), directory, timeout, limit, charset, sudo, watch);
    }

    public ExecOptions withSecret(String name, Secret value) {
        return new ExecOptions(
                without(variables, name), with(secrets, name, value), directory, timeout, limit, charset, sudo, watch);
    }

    public ExecOptions withDirectory(String path) {
        return new ExecOptions(variables, secrets, Optional.of(path), timeout, limit, charset, sudo, watch);
    }

    public ExecOptions withTimeout(Duration most) {
        return new ExecOptions(variables, secrets, directory, Optional.of(most), limit, charset, sudo, watch);
    }

    public ExecOptions withLimit(OutputLimit kept) {
        return new ExecOptions(variables, secrets, directory, timeout, Optional.of(kept), charset, sudo, watch);
    }

    public ExecOptions withCharset(Charset texts) {
        return new ExecOptions(variables, secrets, directory, timeout, limit, Optional.of(texts), sudo, watch);
    }

    public ExecOptions withSudo(SudoSpec how) {
        return new ExecOptions(variables, secrets, directory, timeout, limit, charset, Optional.of(how), watch);
    }

    public ExecOptions withWatch(OutputWatch seen) {
        return new ExecOptions(variables, secrets, directory, timeout, limit, charset, sudo, Optional.of(seen));
    }

    private static <V> Map<String, V> with(Map<String, V> some, String name, V value) {
        Map<String, V> more = new LinkedHashMap<>(some);
        more.put(name, value);
        return Collections.unmodifiableMap(more);
    }

    private static <V> Map<String, V> without(Map<String, V> some, String name) {
        Map<String, V> less = new LinkedHashMap<>(some);
        less.remove(name);
        return Collections.unmodifiableMap(less);
    }
}
